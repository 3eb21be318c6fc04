#include "app/cli/look.hpp"

#include <charconv>
#include <optional>

#include "app/cli/command.hpp"
#include "app/platform/theme.hpp"
#include "app/session/run.hpp"
#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

std::optional<int> read_side(std::string_view text, int least, int most) {
  int side = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), side);
  if (error != std::errc() || end != text.data() + text.size() || side < least || side > most) return {};
  return side;
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
  double scale = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), scale);
  if (error == std::errc() && end == word.data() + word.size() && scale >= 0.75 && scale <= 3) return scale;
  return Complaint("The scale cannot be " + in_quotes(word) + ": give a number from 0.75 to 3.");
}

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

}  // namespace loopglass
