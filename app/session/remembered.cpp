#include "app/session/remembered.hpp"

#include <cstdint>
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

/// So many marks are kept; a file that is edited by hand may have more.
constexpr std::size_t most_marks = 2000;
constexpr std::size_t longest_words = 200;

std::optional<Bookmark> read_bookmark(const Json& object) {
  const auto number = [&](const char* key) -> std::optional<std::int64_t> {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_integer()) return std::nullopt;
    if (found->is_number_unsigned() && found->get<std::uint64_t>() > INT64_MAX) return std::nullopt;
    return found->get<std::int64_t>();
  };
  if (!object.is_object()) return std::nullopt;
  const auto at = number("event");
  const auto time = number("time_ns");
  if (!at || !time || *at < 0 || *time < 0) return std::nullopt;
  Bookmark bookmark{static_cast<EventNumber>(*at), Instant(Duration(*time)), ""};
  read(object, "note", bookmark.note);
  if (bookmark.note.size() > longest_words) bookmark.note.clear();
  return bookmark;
}

std::optional<Target> read_target(const Json& value) {
  if (value.is_string()) {
    const auto happening = find_happening(value.get<std::string>());
    return happening ? std::optional<Target>(*happening) : std::nullopt;
  }
  if (!value.is_object()) return std::nullopt;
  std::string task;
  std::string file;
  double line = 0;
  read(value, "task", task);
  read(value, "file", file);
  read(value, "line", line);
  if (!task.empty() && task.size() <= longest_words) return TaskTarget{task};
  if (file.empty() || !(line >= 1 && line <= 1e6)) return std::nullopt;
  return LineTarget{file, static_cast<std::uint32_t>(line)};
}

/// Calls `take` with the name of each list and each thing in it, up to as many as are kept.
template <class Take>
void read_lists(const Json& object, const char* key, Take take) {
  const auto lists = object.find(key);
  if (lists == object.end() || !lists->is_object()) return;
  std::size_t left = most_marks;
  for (const auto& [name, list] : lists->items()) {
    if (!list.is_array()) continue;
    for (const Json& value : list) {
      if (left-- == 0) return;
      take(name, value);
    }
  }
}

void read_marks(const Json& object, Remembered& remembered) {
  read_lists(object, "bookmarks", [&](const std::string& recipe, const Json& value) {
    const auto bookmark = read_bookmark(value);
    if (!bookmark) return;
    Bookmarks& all = remembered.bookmarks[recipe];
    all.write(all.set(bookmark->at, bookmark->time), bookmark->note);
  });
  read_lists(object, "breakpoints", [&](const std::string& scenario, const Json& value) {
    if (const auto target = read_target(value)) remembered.breakpoints[scenario].push_back(*target);
  });
}

Json json_of(const std::map<std::string, Bookmarks>& bookmarks) {
  Json lists = Json::object();
  std::size_t left = most_marks;
  for (const auto& [recipe, all] : bookmarks) {
    for (const Bookmark& bookmark : all.all()) {
      if (left == 0) return lists;
      --left;
      lists[recipe].push_back({{"event", bookmark.at},
                               {"time_ns", bookmark.time.time_since_epoch().count()},
                               {"note", bookmark.note}});
    }
  }
  return lists;
}

Json json_of(const Target& target) {
  if (const auto* happening = std::get_if<Happening>(&target)) return name(*happening);
  if (const auto* task = std::get_if<TaskTarget>(&target)) return {{"task", task->name}};
  const auto& line = std::get<LineTarget>(target);
  return {{"file", line.file}, {"line", line.line}};
}

Json json_of(const std::map<std::string, std::vector<Target>>& breakpoints) {
  Json lists = Json::object();
  for (const auto& [scenario, targets] : breakpoints) {
    for (const Target& target : targets) lists[scenario].push_back(json_of(target));
  }
  return lists;
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
  read(object, "screen_scale", remembered.screen_scale);
  read(object, "speed", remembered.speed);
  read(object, "motion", remembered.motion);
  read(object, "hides_finished", remembered.hides_finished);
  remembered.layout = read_layout(object);
  read_marks(object, remembered);
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
                       {"screen_scale", remembered.screen_scale},
                       {"speed", remembered.speed},
                       {"motion", remembered.motion},
                       {"hidden", hidden_of(remembered.layout)},
                       {"hides_finished", remembered.hides_finished},
                       {"seen", remembered.seen},
                       {"bookmarks", json_of(remembered.bookmarks)},
                       {"breakpoints", json_of(remembered.breakpoints)},
                       {"shares", shares_of(remembered.layout)}};
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace loopglass
