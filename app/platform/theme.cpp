#include "app/platform/theme.hpp"

#include <algorithm>

namespace loopglass::platform {
namespace {

// Found by search, not by taste: of all sets within these bounds of lightness and strength, the one whose
// closest pair is farthest apart for normal, protan, deutan and tritan eyes alike. Ordered so that the first
// few differ most.
constexpr std::array<Colour, 12> hues_on_dark = {
    Colour::hex(0x3882D4), Colour::hex(0xE3F070), Colour::hex(0xBD680C), Colour::hex(0xED7A84),
    Colour::hex(0x1DB4BC), Colour::hex(0xB5F2EE), Colour::hex(0xFFB35E), Colour::hex(0x9B7098),
    Colour::hex(0x9F94FE), Colour::hex(0x4DE0A2), Colour::hex(0xB0A201), Colour::hex(0xE3BAFE)};

// The same on white, each beside the dark one's nearest relative, so that a task stays "the blue one".
constexpr std::array<Colour, 12> hues_on_light = {
    Colour::hex(0x3362D9), Colour::hex(0x9F7A00), Colour::hex(0xA94E49), Colour::hex(0xF0556A),
    Colour::hex(0x0F5375), Colour::hex(0x5D25A5), Colour::hex(0x940054), Colour::hex(0x8657A2),
    Colour::hex(0x8F77FB), Colour::hex(0x1B9C82), Colour::hex(0x6F4200), Colour::hex(0xD160C3)};

Theme make_dark() {
  return {
      .name = "dark",
      .is_dark = true,
      .background = Colour::hex(0x0F1419),
      .panel = Colour::hex(0x151B22),
      .raised = Colour::hex(0x1E2731),
      .hover = Colour::hex(0x2A3642),
      .hairline = Colour::hex(0x26303A),
      .text = Colour::hex(0xE6EDF3),
      .dim_text = Colour::hex(0x8FA0B0),
      .accent = Colour::hex(0x56B4E9),
      .selection = Colour::hex(0x1B3A52),
      .queued = Colour::hex(0xE6A117),
      .polling = Colour::hex(0x2FB58A),
      .waiting = Colour::hex(0x6B7C8F),
      .blocking = Colour::hex(0xD55E00),
      .done = Colour::hex(0x7A8794),
      .cancelled = Colour::hex(0xCC79A7),
      .panicked = Colour::hex(0xF05050),
      .warning = Colour::hex(0xFFC24B),
      .code_keyword = Colour::hex(0xB9A3F0),
      .code_string = Colour::hex(0xA3D49B),
      .code_comment = Colour::hex(0x8494A5),
      .code_number = Colour::hex(0xF2B27A),
      .task_hues = hues_on_dark,
  };
}

Theme make_light() {
  return {
      .name = "light",
      .is_dark = false,
      .background = Colour::hex(0xF1F4F7),
      .panel = Colour::hex(0xFFFFFF),
      .raised = Colour::hex(0xE9EEF3),
      .hover = Colour::hex(0xDAE2EA),
      .hairline = Colour::hex(0xD3DBE3),
      .text = Colour::hex(0x17202A),
      .dim_text = Colour::hex(0x51606E),
      .accent = Colour::hex(0x0A68A6),
      .selection = Colour::hex(0xCFE5F6),
      .queued = Colour::hex(0xB87400),
      .polling = Colour::hex(0x006650),
      .waiting = Colour::hex(0x66778A),
      .blocking = Colour::hex(0xA82400),
      .done = Colour::hex(0x6A7783),
      .cancelled = Colour::hex(0xA8467F),
      .panicked = Colour::hex(0xC62828),
      .warning = Colour::hex(0x8F5600),
      .code_keyword = Colour::hex(0x6B3FA0),
      .code_string = Colour::hex(0x1F6B35),
      .code_comment = Colour::hex(0x566573),
      .code_number = Colour::hex(0x944500),
      .task_hues = hues_on_light,
  };
}

Theme make_high_contrast() {
  return {
      .name = "high-contrast",
      .is_dark = true,
      .background = Colour::hex(0x000000),
      .panel = Colour::hex(0x000000),
      .raised = Colour::hex(0x1A1A1A),
      .hover = Colour::hex(0x383838),
      .hairline = Colour::hex(0x9A9A9A),
      .text = Colour::hex(0xFFFFFF),
      .dim_text = Colour::hex(0xD6D6D6),
      .accent = Colour::hex(0x6FD3FF),
      .selection = Colour::hex(0x00436B),
      .queued = Colour::hex(0xFFC83D),
      .polling = Colour::hex(0x4DF0B8),
      .waiting = Colour::hex(0xB0B8C8),
      .blocking = Colour::hex(0xFF8A3D),
      .done = Colour::hex(0xB4BEC8),
      .cancelled = Colour::hex(0xFF9ED2),
      .panicked = Colour::hex(0xFF7A7A),
      .warning = Colour::hex(0xFFE066),
      .code_keyword = Colour::hex(0xD6C7FF),
      .code_string = Colour::hex(0xBDF5B3),
      .code_comment = Colour::hex(0xC8D2DC),
      .code_number = Colour::hex(0xFFCB9A),
      .task_hues = hues_on_dark,
  };
}

}  // namespace

Colour Theme::ink_on(Colour fill) const {
  const Colour black = Colour::hex(0x080B0E);
  const Colour white = Colour::hex(0xFFFFFF);
  return contrast(black, fill) >= contrast(white, fill) ? black : white;
}

const Theme& dark() {
  static const Theme theme = make_dark();
  return theme;
}

const Theme& light() {
  static const Theme theme = make_light();
  return theme;
}

const Theme& high_contrast() {
  static const Theme theme = make_high_contrast();
  return theme;
}

std::span<const Theme* const> all_themes() {
  static const std::array<const Theme*, 3> themes = {&dark(), &light(), &high_contrast()};
  return themes;
}

const Theme& theme_after(const Theme& theme) {
  const auto themes = all_themes();
  const auto found = std::ranges::find(themes, theme.name, [](const Theme* one) { return one->name; });
  return found == themes.end() || found + 1 == themes.end() ? *themes.front() : **(found + 1);
}

const Theme* find_theme(std::string_view name) {
  const auto themes = all_themes();
  const auto found = std::ranges::find_if(themes, [&](const Theme* theme) { return theme->name == name; });
  return found == themes.end() ? nullptr : *found;
}

}  // namespace loopglass::platform
