#include "app/cli/look.hpp"

#include <optional>

#include "app/cli/command.hpp"
#include "app/platform/theme.hpp"
#include "app/session/read_number.hpp"
#include "app/session/run.hpp"
#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

std::optional<int> read_side(std::string_view text, int least, int most) {
  const auto side = read_number<int>(text);
  return side && *side >= least && *side <= most ? side : std::nullopt;
}

struct Size {
  int width = 0;
  int height = 0;
};

Result<Size, Complaint> read_size(std::string_view text) {
  const std::size_t x = text.find('x');
  if (x != std::string_view::npos) {
    const auto width = read_side(text.substr(0, x), 640, 7680);
    const auto height = read_side(text.substr(x + 1), 360, 4320);
    if (width && height) return Size{*width, *height};
  }
  return Complaint("The size cannot be " + in_quotes(text) +
                   ": give width and height in pixels such as 1600x900, from 640x360 to 7680x4320.");
}

}  // namespace

Result<std::string, Complaint> read_theme(std::string_view word) {
  std::vector<std::string> names;
  for (const platform::Theme* theme : platform::all_themes()) names.push_back(theme->name);
  const auto chosen = choose("theme", word, names);
  if (!chosen) return chosen.error();
  return names[chosen.value()];
}

Result<std::vector<Order>, Complaint> read_with(const std::vector<std::string>& recipes,
                                                const std::vector<Scenario>& scenarios) {
  if (recipes.size() > 5) {
    return Complaint("--with sets five runs at most beside the first, and these are " +
                     std::to_string(recipes.size()) + ": leave some out.");
  }
  std::vector<Order> orders;
  for (const std::string& recipe : recipes) {
    const auto order = resolve_and_try(recipe, scenarios);
    if (!order) return order.error();
    orders.push_back(order.value());
  }
  return orders;
}

Result<double, Complaint> read_scale(std::string_view word) {
  const auto scale = read_number<double>(word);
  if (scale && *scale >= 0.75 && *scale <= 3) return *scale;
  return Complaint("The scale cannot be " + in_quotes(word) + ": give a number from 0.75 to 3.");
}

Result<PictureRequest, Complaint> read_frame(const FrameWords& words,
                                             const std::vector<Scenario>& scenarios) {
  PictureRequest request;
  request.scenarios = &scenarios;
  const auto with = read_with(words.with, scenarios);
  if (!with) return with.error();
  request.with = with.value();
  const auto view = choose("view", words.view, {"all", "loop", "timeline"});
  if (!view) return view.error();
  request.view = static_cast<PictureView>(view.value());
  const auto size = read_size(words.size);
  if (!size) return size.error();
  request.width = size.value().width;
  request.height = size.value().height;
  const auto scale = read_scale(words.scale);
  if (!scale) return scale.error();
  request.scale = scale.value();
  return request;
}

}  // namespace loopglass
