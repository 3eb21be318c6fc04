#include "app/session/remembered.hpp"

#include <nlohmann/json.hpp>

namespace loopglass {
namespace {

using Json = nlohmann::json;

constexpr double least_scale = 0.75;
constexpr double most_scale = 3;

template <class Value>
void read(const Json& object, const char* key, Value& value) {
  const auto found = object.find(key);
  if (found == object.end()) return;
  if constexpr (std::is_same_v<Value, std::string>) {
    if (found->is_string()) value = found->get<std::string>();
  } else if constexpr (std::is_same_v<Value, bool>) {
    if (found->is_boolean()) value = found->get<bool>();
  } else {
    if (found->is_number()) value = found->get<double>();
  }
}

PanelLayout read_layout(const Json& object) {
  PanelLayout layout;
  if (const auto hidden = object.find("hidden"); hidden != object.end() && hidden->is_array()) {
    for (const Json& word : *hidden) {
      const auto panel = word.is_string() ? find_panel(word.get<std::string>()) : std::nullopt;
      if (panel) layout.hide(*panel);
    }
  }
  if (const auto shares = object.find("shares"); shares != object.end() && shares->is_object()) {
    for (std::size_t i = 0; i < split_count; ++i) {
      const auto split = static_cast<Split>(i);
      double share = 0;
      read(*shares, std::string(name(split)).c_str(), share);
      layout.set_share(split, share);
    }
  }
  return layout;
}

Json hidden_of(const PanelLayout& layout) {
  Json hidden = Json::array();
  for (std::size_t i = 0; i < panel_count; ++i) {
    const auto panel = static_cast<Panel>(i);
    if (!layout.shows(panel)) hidden.push_back(name(panel));
  }
  return hidden;
}

Json shares_of(const PanelLayout& layout) {
  Json shares = Json::object();
  for (std::size_t i = 0; i < split_count; ++i) {
    const auto split = static_cast<Split>(i);
    if (const auto share = layout.share(split)) shares[std::string(name(split))] = *share;
  }
  return shares;
}

}  // namespace

std::optional<Remembered> parse_remembered(std::string_view text) {
  const Json object = Json::parse(text, nullptr, false);
  if (!object.is_object()) return {};
  Remembered remembered;
  read(object, "recipe", remembered.recipe);
  read(object, "theme", remembered.theme);
  read(object, "scale", remembered.scale);
  if (remembered.scale < least_scale || remembered.scale > most_scale) remembered.scale = 0;
  read(object, "speed", remembered.speed);
  read(object, "motion", remembered.motion);
  read(object, "hides_finished", remembered.hides_finished);
  remembered.layout = read_layout(object);
  if (const auto seen = object.find("seen"); seen != object.end() && seen->is_array()) {
    for (const Json& name : *seen) {
      if (name.is_string()) remembered.seen.insert(name.get<std::string>());
    }
  }
  return remembered;
}

std::string text_of(const Remembered& remembered) {
  const Json object = {{"recipe", remembered.recipe},
                       {"theme", remembered.theme},
                       {"scale", remembered.scale},
                       {"speed", remembered.speed},
                       {"motion", remembered.motion},
                       {"hidden", hidden_of(remembered.layout)},
                       {"hides_finished", remembered.hides_finished},
                       {"seen", remembered.seen},
                       {"shares", shares_of(remembered.layout)}};
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace loopglass
