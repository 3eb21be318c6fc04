// Runs to look at: every scenario in every variant, and functions of a test.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/session/run.hpp"
#include "scenarios/catalogue.hpp"

namespace loopglass {

/// The recipes of every scenario and variant, and a few with parameters that bring other events.
inline std::vector<std::string> all_recipes() {
  std::vector<std::string> recipes;
  for (const Scenario& scenario : compiled_scenarios()) {
    recipes.push_back(scenario.name);
    for (const Variant& variant : scenario.variants) recipes.push_back(scenario.name + "/" + variant.name);
  }
  return recipes;
}

/// A run that is over.
inline std::unique_ptr<Run> played(const std::string& recipe) {
  static const std::vector<Scenario> scenarios = compiled_scenarios();
  auto run = std::make_unique<Run>(resolve(recipe, scenarios).value());
  run->finish();
  return run;
}

/// The same of a function, which is main.
class PlayedFunction {
 public:
  explicit PlayedFunction(Future<> (*main)(Settings)) {
    scenario_.name = "test";
    scenario_.make = main;
    run_ = std::make_unique<Run>(Order{.scenario = &scenario_, .settings = {}, .position = {}});
    run_->finish();
  }
  Run& operator*() const { return *run_; }
  Run* operator->() const { return run_.get(); }

 private:
  Scenario scenario_;
  std::unique_ptr<Run> run_;
};

}  // namespace loopglass
