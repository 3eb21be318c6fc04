// `loopglass open`, a recipe alone, or no word at all: the window.
#include <filesystem>
#include <memory>

#include "app/cli/clock.hpp"
#include "app/cli/command.hpp"
#include "app/cli/look.hpp"
#include "app/cli/position.hpp"
#include "app/cli/saved.hpp"
#include "app/session/run.hpp"
#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

struct Words {
  std::string recipe;
  std::vector<std::string> with;
  std::string theme;
  std::string scale;
  std::string clock = "virtual";
};

/// What only the virtual clock can give, asked of the real one.
std::optional<Complaint> asks_too_much(const Words& words, const OpenRequest& request) {
  if (!words.with.empty())
    return Complaint("A live run has no end to compare yet: leave --with or --clock out.");
  if (!request.order) return std::nullopt;
  if (request.order->position) {
    return Complaint("A live run is watched as it happens, and the recipe " + in_quotes(words.recipe) +
                     " has a position: leave out what follows the @, or take the virtual clock.");
  }
  return on_real_clock(*request.order);
}

int open(const Words& words, bool recipe_given, bool clock_given, Environment& environment) {
  OpenRequest request;
  request.scenarios = &environment.scenarios;
  if (recipe_given && is_trace_file(words.recipe)) {
    auto recorded = read_saved(words.recipe);
    if (!recorded) return refuse(recorded.error());
    request.recorded = recorded.unwrap();
    request.file = std::filesystem::path(words.recipe).filename().string();
  } else if (recipe_given) {
    const auto order = resolve_and_try(words.recipe, environment.scenarios);
    if (!order) return refuse(order.error());
    request.order = order.value();
  }
  const auto clock = read_clock(words.clock);
  if (!clock) return refuse(clock.error());
  request.clock = clock.value();
  if (clock_given && request.recorded)
    return refuse(Complaint("A saved run has its clock: leave --clock out."));
  if (request.clock == ClockKind::real_time) {
    if (const auto complaint = asks_too_much(words, request)) return refuse(*complaint);
  }
  if (request.order) request.order = placed_within_run(*request.order);
  const auto with = read_with(words.with, environment.scenarios);
  if (!with) return refuse(with.error());
  request.with = with.value();
  if (!words.theme.empty()) {
    const auto theme = read_theme(words.theme);
    if (!theme) return refuse(theme.error());
    request.theme = theme.value();
  }
  if (!words.scale.empty()) {
    const auto scale = read_scale(words.scale);
    if (!scale) return refuse(scale.error());
    request.scale = scale.value();
  }
  const auto shown = environment.screens.open(request);
  return shown ? 0 : refuse(shown.error());
}

}  // namespace

Action declare_open(CLI::App& command, Environment& environment) {
  const auto words = std::make_shared<Words>();
  const CLI::Option* recipe = command.add_option(
      "RECIPE", words->recipe, "What to open, or a FILE.json with a saved run; without it, a first scenario");
  command.add_option("--with", words->with, "A recipe to set beside it; may be given several times")
      ->allow_extra_args(false);
  const CLI::Option* clock =
      command.add_option("--clock", words->clock, "virtual: exact and replayable (standard). real: live");
  command.add_option("--theme", words->theme, "The theme's name, for example light");
  command.add_option("--scale", words->scale, "How large things are drawn, from 0.75 to 3");
  return [words, recipe, clock, &environment] {
    return open(*words, recipe->count() > 0, clock->count() > 0, environment);
  };
}

}  // namespace loopglass
