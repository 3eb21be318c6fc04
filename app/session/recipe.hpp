// A recipe: everything that decides a run, as one line of text.
//
//     name[/variant][?key=value&…][@position]      blocking/offloaded?tasks=4&seed=7@250ms
//
// `@250ms` is a time of the run, `@#42` the 42nd event. Durations take ns, us, ms or s.
// The keys are the scenario's parameters, those that every scenario takes (see `run_keys.hpp`), `events`, how
// many events are recorded at most, and `do` and `past`, what somebody has done to the run by hand (see
// `deeds.hpp`).
// A recipe that was parsed is text only; `resolve` checks it against the scenarios there are.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/session/complaint.hpp"
#include "app/session/deeds.hpp"
#include "app/session/duration_text.hpp"
#include "runtime/result.hpp"
#include "runtime/time.hpp"
#include "runtime/trace/event.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass {

/// Where a view of the run starts: at an event, or after all events up to a time.
using Position = std::variant<EventNumber, Instant>;

struct Recipe {
  std::string scenario;
  std::string variant;  // empty: the scenario's first
  struct Entry {
    std::string key;
    std::string value;
  };
  std::vector<Entry> entries;  // in the order they were written
  std::optional<Position> position;

  /// Says where in the text the mistake is and what was expected there.
  static Result<Recipe, Complaint> parse(std::string_view text);
  std::string text() const;
};

/// How many events are recorded of a run at most, if its recipe does not say so: a scenario may go on for
/// ever. And what a recipe may ask for.
inline constexpr EventNumber standard_most_events = 2'000'000;
inline constexpr EventNumber fewest_events = 1'000;
inline constexpr EventNumber largest_most_events = 100'000'000;

/// A recipe that fits a scenario: every parameter has a value in its range.
struct Order {
  const Scenario* scenario = nullptr;  // borrowed from the list it was resolved against
  Settings settings;
  std::optional<Position> position;
  std::vector<Deed> deeds{};                 // in the order in which they are done
  std::optional<std::uint32_t> past{};       // what they were done after; none: it is not checked
  std::optional<EventNumber> most_events{};  // none: the standard

  /// The same run without anything that was done to it by hand.
  Order untouched() const;
  /// The recipe in its shortest form: standard values left out.
  Recipe recipe() const;
};

/// Fails with the nearest name where a name is unknown, and with the range where a value is out of it.
Result<Order, Complaint> resolve(const Recipe& recipe, const std::vector<Scenario>& scenarios);
Result<Order, Complaint> resolve(std::string_view text, const std::vector<Scenario>& scenarios);

/// What stands behind the '@' of a recipe: "250ms" or "#42"; none if it is neither.
std::optional<Position> parse_position(std::string_view text);
/// A parameter's value as a recipe says it: "10", "300ms".
std::string value_text(const Parameter& parameter, std::int64_t value);

}  // namespace loopglass
