#include "tests/scenarios/play.hpp"

#include <stdexcept>

#include "runtime/spawn.hpp"
#include "scenarios/catalogue.hpp"

namespace loopglass {

std::string Play::label() const {
  return settings.variant.empty() ? scenario->name : scenario->name + "." + settings.variant;
}

const std::vector<Scenario>& all_scenarios() {
  static const std::vector<Scenario> scenarios = compiled_scenarios();
  return scenarios;
}

Play order(std::string_view scenario, std::string_view variant) {
  for (const Scenario& s : all_scenarios()) {
    if (s.name != scenario) continue;
    Play play{&s, {}};
    play.settings.variant = variant.empty() && !s.variants.empty() ? s.variants.front().name : variant;
    const Variant* chosen = s.find_variant(play.settings.variant);
    if (!play.settings.variant.empty() && !chosen) break;
    if (chosen) play.settings.schedule = chosen->schedule;
    for (const Parameter& p : s.parameters) play.settings.values.push_back({p.name, p.standard});
    return play;
  }
  throw std::invalid_argument("no scenario " + std::string(scenario) + "/" + std::string(variant));
}

Play with(Play play, std::string_view parameter, std::int64_t count) {
  for (Settings::Value& value : play.settings.values) {
    if (value.name != parameter) continue;
    value.value = count;
    return play;
  }
  throw std::invalid_argument("no parameter " + std::string(parameter));
}

Play with(Play play, std::string_view parameter, Duration duration) {
  return with(std::move(play), parameter, duration.count());
}

std::vector<Play> every_play() {
  std::vector<Play> plays;
  for (const Scenario& s : all_scenarios()) {
    if (s.variants.empty()) plays.push_back(order(s.name));
    for (const Variant& v : s.variants) plays.push_back(order(s.name, v.name));
  }
  return plays;
}

Played play(const Play& order, PlayOn clock) {
  Recorder recorder;
  Played played;
  Executor executor(clock == PlayOn::virtual_clock ? Reactor::on_virtual_clock() : Reactor::on_real_clock(),
                    {.sink = &recorder,
                     .output = [&](std::string_view line) { played.output.emplace_back(line); },
                     .seed = order.settings.seed,
                     .schedule = order.settings.schedule});
  const Executor::Entered entered(executor);
  auto main = executor.spawn(order.scenario->make(order.settings), "main", std::source_location());
  played.result = RunResult::deadlock;
  while (executor.tick() != Tick::stuck) {
    if (!main.is_finished()) continue;
    played.result = main.try_take()->ok() ? RunResult::finished : RunResult::panicked;
    break;
  }
  executor.shutdown(played.result);
  played.trace = recorder.trace();
  return played;
}

}  // namespace loopglass
