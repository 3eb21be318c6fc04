#include "app/session/recipe.hpp"

#include <algorithm>

#include "app/session/nearest_name.hpp"
#include "app/session/read_number.hpp"
#include "app/session/run_keys.hpp"
#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

constexpr std::string_view shape = "a recipe is name/variant?key=value&key=value@position";

bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

Complaint malformed(std::string_view whole, std::size_t at, const std::string& expected) {
  return Complaint("The recipe " + in_quotes(whole) + " is wrong at character " +
                   std::to_string(count_characters(whole.substr(0, at)) + 1) + ": expected " + expected +
                   "; " + std::string(shape) + ".");
}

/// Reads a recipe from left to right.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Recipe, Complaint> run() {
    Recipe recipe;
    recipe.scenario = take_until("/?@");
    if (!is_word(recipe.scenario)) return malformed(text_, 0, "the name of a scenario");
    if (next_is('/')) {
      const std::size_t begin = at_;
      recipe.variant = take_until("?@");
      if (!is_word(recipe.variant)) return malformed(text_, begin, "the name of a variant");
    }
    if (next_is('?')) {
      do {
        const std::size_t begin = at_;
        const std::string key(take_until("=&@"));
        if (!is_word(key)) return malformed(text_, begin, "the name of a parameter");
        if (!next_is('=')) return malformed(text_, at_, "'=' and a value");
        const std::size_t value_begin = at_;
        const std::string value(take_until("&@"));
        if (value.empty()) return malformed(text_, value_begin, "a value");
        recipe.entries.push_back({key, value});
      } while (next_is('&'));
    }
    if (next_is('@')) {
      const std::size_t begin = at_;
      const std::string_view position = take_until("");
      recipe.position = parse_position(position);
      if (!recipe.position) {
        return malformed(text_, begin, "a time such as 250ms or an event such as #42");
      }
    }
    return recipe;
  }

 private:
  std::string_view take_until(std::string_view ends) {
    const std::size_t end =
        ends.empty() ? text_.size() : std::min(text_.find_first_of(ends, at_), text_.size());
    const std::string_view taken = text_.substr(at_, end - at_);
    at_ = end;
    return taken;
  }
  bool next_is(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

template <class List>
std::vector<std::string> names_of(const List& list) {
  std::vector<std::string> names;
  for (const auto& item : list) names.push_back(item.name);
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& names) {
  const std::string nearest = nearest_name(word, names);
  return nearest.empty() ? "" : " Did you mean '" + nearest + "'?";
}

Result<std::int64_t, Complaint> read_value(const Parameter& parameter, std::string_view text) {
  std::optional<std::int64_t> value;
  if (parameter.unit == Unit::duration) {
    if (const auto d = parse_duration(text)) value = d->count();
  } else {
    value = read_number<std::int64_t>(text);
  }
  if (value && *value >= parameter.least && *value <= parameter.most) return *value;
  const std::string range =
      value_text(parameter, parameter.least) + " to " + value_text(parameter, parameter.most);
  const std::string kind = parameter.unit == Unit::duration
                               ? "a time such as " + value_text(parameter, parameter.standard)
                               : std::string("a whole number");
  return Complaint("The parameter " + parameter.name + " cannot be " + in_quotes(text) + ": give " + kind +
                   " from " + range + ".");
}

/// Takes in `do` or `past`. Nothing is returned if it fits.
std::optional<Complaint> read_deed_key(const Recipe::Entry& entry, Order& order) {
  if (entry.key == "do") {
    auto deeds = read_deeds(entry.value);
    if (!deeds) return deeds.error();
    order.deeds = deeds.unwrap();
    return std::nullopt;
  }
  order.past = read_past(entry.value);
  if (order.past) return std::nullopt;
  return Complaint("The past cannot be " + in_quotes(entry.value) +
                   ": it has eight digits or letters from a to f, as the recipe that was copied has them.");
}

std::optional<Complaint> read_most_events(std::string_view text, Order& order) {
  const auto most = read_number<EventNumber>(text);
  if (!most || *most < fewest_events || *most > largest_most_events) {
    return Complaint("The number of events cannot be " + in_quotes(text) + ": give a whole number from " +
                     std::to_string(fewest_events) + " to " + std::to_string(largest_most_events) +
                     "; so many are recorded.");
  }
  order.most_events = *most;
  return std::nullopt;
}

}  // namespace

std::string value_text(const Parameter& parameter, std::int64_t value) {
  return parameter.unit == Unit::duration ? duration_text(Duration(value)) : std::to_string(value);
}

std::optional<Position> parse_position(std::string_view text) {
  if (text.starts_with('#')) {
    const auto number = read_number<EventNumber>(text.substr(1));
    return number ? std::optional<Position>(*number) : std::nullopt;
  }
  const auto time = parse_duration(text);
  return time && *time >= Duration::zero() ? std::optional<Position>(Instant(*time)) : std::nullopt;
}

Result<Recipe, Complaint> Recipe::parse(std::string_view text) { return Parser(text).run(); }

std::string Recipe::text() const {
  std::string text = scenario;
  if (!variant.empty()) text += "/" + variant;
  char separator = '?';
  for (const Entry& entry : entries) {
    text += std::exchange(separator, '&') + entry.key + "=" + entry.value;
  }
  if (position) {
    if (const auto* event = std::get_if<EventNumber>(&*position)) {
      text += "@#" + std::to_string(*event);
    } else {
      text += "@" + duration_text(std::get<Instant>(*position).time_since_epoch());
    }
  }
  return text;
}

Recipe Order::recipe() const {
  Recipe recipe;
  recipe.scenario = scenario->name;
  if (!scenario->variants.empty() && settings.variant != scenario->variants.front().name) {
    recipe.variant = settings.variant;
  }
  for (const Settings::Value& value : settings.values) {
    const Parameter& parameter = *scenario->find_parameter(value.name);
    if (value.value != parameter.standard)
      recipe.entries.push_back({value.name, value_text(parameter, value.value)});
  }
  const Variant* variant = scenario->find_variant(settings.variant);
  for (Recipe::Entry& entry : run_key_entries(settings, variant ? variant->schedule : Schedule{})) {
    recipe.entries.push_back(std::move(entry));
  }
  if (most_events) recipe.entries.push_back({"events", std::to_string(*most_events)});
  if (!deeds.empty()) recipe.entries.push_back({"do", text_of(deeds)});
  if (!deeds.empty() && past) recipe.entries.push_back({"past", past_text(*past)});
  recipe.position = position;
  return recipe;
}

Order Order::untouched() const {
  Order order = *this;
  order.deeds.clear();
  order.past.reset();
  return order;
}

Result<Order, Complaint> resolve(const Recipe& recipe, const std::vector<Scenario>& scenarios) {
  Order order;
  for (const Scenario& scenario : scenarios) {
    if (scenario.name == recipe.scenario) order.scenario = &scenario;
  }
  if (!order.scenario) {
    return Complaint("There is no scenario " + in_quotes(recipe.scenario) + "." +
                     suggestion(recipe.scenario, names_of(scenarios)) + " 'loopglass list' shows them all.");
  }
  const Scenario& scenario = *order.scenario;

  if (!recipe.variant.empty() && !scenario.find_variant(recipe.variant)) {
    const auto names = names_of(scenario.variants);
    return Complaint("The scenario " + scenario.name + " has no variant " + in_quotes(recipe.variant) + "." +
                     suggestion(recipe.variant, names) +
                     (names.empty() ? " It has no variants." : " It has " + joined(names) + "."));
  }
  order.settings.variant = !recipe.variant.empty()     ? recipe.variant
                           : scenario.variants.empty() ? ""
                                                       : scenario.variants.front().name;
  if (const Variant* variant = scenario.find_variant(order.settings.variant)) {
    order.settings.schedule = variant->schedule;
  }

  for (const Parameter& p : scenario.parameters) order.settings.values.push_back({p.name, p.standard});
  for (auto entry_at = recipe.entries.begin(); entry_at != recipe.entries.end(); ++entry_at) {
    const Recipe::Entry& entry = *entry_at;
    const auto same_key = [&](const Recipe::Entry& other) { return other.key == entry.key; };
    if (std::any_of(recipe.entries.begin(), entry_at, same_key)) {
      return Complaint("The recipe gives the parameter " + in_quotes(entry.key) + " twice: give it once.");
    }
    if (std::ranges::count(run_keys(), entry.key) > 0) {
      if (auto complaint = read_run_key(entry, order.settings)) return std::move(*complaint);
      continue;
    }
    if (entry.key == "events") {
      if (auto complaint = read_most_events(entry.value, order)) return std::move(*complaint);
      continue;
    }
    if (entry.key == "do" || entry.key == "past") {
      if (auto complaint = read_deed_key(entry, order)) return std::move(*complaint);
      continue;
    }
    const Parameter* parameter = scenario.find_parameter(entry.key);
    if (!parameter) {
      auto names = names_of(scenario.parameters);
      names.insert(names.end(), run_keys().begin(), run_keys().end());
      return Complaint("The scenario " + scenario.name + " has no parameter " + in_quotes(entry.key) + "." +
                       suggestion(entry.key, names) + " It has " + joined(names) + ".");
    }
    const auto value = read_value(*parameter, entry.value);
    if (!value) return value.error();
    for (Settings::Value& v : order.settings.values) {
      if (v.name == entry.key) v.value = value.value();
    }
  }
  if (order.past && order.deeds.empty()) {
    return Complaint(
        "The recipe says after which past something is done, and not what: give do, too, or leave past out.");
  }
  order.position = recipe.position;
  return order;
}

Result<Order, Complaint> resolve(std::string_view text, const std::vector<Scenario>& scenarios) {
  auto recipe = Recipe::parse(text);
  if (!recipe) return recipe.error();
  return resolve(recipe.value(), scenarios);
}

}  // namespace loopglass
