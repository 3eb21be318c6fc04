// Plays a scenario to its end, as a run of the program does, and keeps what it wrote.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "runtime/trace/trace.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass {

/// A scenario with its settings.
struct Play {
  const Scenario* scenario = nullptr;
  Settings settings;
  /// "name" or "name.variant".
  std::string label() const;
  /// How it ends with standard values, as its scenario says.
  RunResult ends() const;
};

struct Played {
  Trace trace;
  std::vector<std::string> output;
  RunResult result{};
};

enum class PlayOn { virtual_clock, real_clock };

const std::vector<Scenario>& all_scenarios();
/// Standard values. An empty variant is the first. Fails the test where there is no such scenario.
Play order(std::string_view scenario, std::string_view variant = {});
/// The same with one parameter changed.
Play with(Play play, std::string_view parameter, std::int64_t count);
Play with(Play play, std::string_view parameter, Duration duration);
/// Every scenario in every variant, with standard values.
std::vector<Play> every_play();

Played play(const Play& order, PlayOn clock = PlayOn::virtual_clock);

}  // namespace loopglass
