#include "app/views/view_menu.hpp"

#include <cctype>

#include "app/views/key_list.hpp"
#include "app/views/words.hpp"

namespace loopglass {
namespace {

std::string with_capital(std::string_view words) {
  std::string text(words);
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string key(std::string_view id, std::size_t which = 0) { return std::string(key_of(id, which)); }

}  // namespace

void draw_view_menu(const Menu& menu, const Canvas& canvas, const Stage& stage, const PanelLayout& layout,
                    Commands& commands) {
  menu.caption("PANELS");
  for (std::size_t i = 0; i < panel_count; ++i) {
    const auto panel = static_cast<Panel>(i);
    if (menu.choice("panel." + std::string(name(panel)), with_capital(words_for(panel)),
                    key("panels").substr(0, 5) + std::to_string(i + 1), layout.shows(panel)))
      commands.push_back(command::TogglePanel{panel});
  }
  if (menu.choice("panel.restore", "All of them, as they were", "", false))
    commands.push_back(command::RestorePanels{});
  menu.caption("THEME");
  for (const Theme* theme : platform::all_themes()) {
    if (menu.choice("theme." + theme->name, with_capital(words_for(*theme)), key("theme"),
                    theme->name == canvas.theme.name))
      commands.push_back(command::SetTheme{theme->name});
  }
  menu.caption("WINDOW");
  // In a narrow window their buttons have no room in the bar.
  if (menu.choice("view.go", "Go to a moment", key("go"), false)) commands.push_back(command::ShowGoMenu{});
  if (menu.choice("view.motion", "Movement", key("motion"), stage.playback.has_motion()))
    commands.push_back(command::ToggleMotion{});
  if (menu.choice("view.present", "Present the run", key("present"), false))
    commands.push_back(command::TogglePresenter{});
  if (menu.choice("view.laser", "Laser pointer", key("laser"), false))
    commands.push_back(command::ToggleLaser{});
  if (menu.choice("view.fullscreen", "Full screen", key("fullscreen"), false))
    commands.push_back(command::ToggleFullscreen{});
  if (menu.choice("view.copy", "Copy the recipe of this moment", key("copy"), false))
    commands.push_back(command::CopyRecipe{});
  if (menu.choice("view.palette", "Find what to do", key("palette"), false))
    commands.push_back(command::ShowPalette{});
}

}  // namespace loopglass
