#include "app/session/remedy.hpp"

#include "app/model/warnings/kinds.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

std::optional<std::string> remedy(const WarningKind& kind, const std::string& recipe) {
  static const std::vector<Scenario> scenarios = compiled_scenarios();
  return variant_without(kind, resolve(recipe, scenarios).value());
}

}  // namespace

TEST_CASE("the remedy of a warning is the first variant that finishes without it") {
  CHECK(remedy(warning::blocked_loop, "blocking/blocking") == "cooperative");
  CHECK(remedy(warning::blocked_loop, "compute/monopolise") == "yield_now");
  CHECK(remedy(warning::never_awaited, "lazy/forgotten") == "awaited");
}

TEST_CASE("there is no remedy where every other variant has the warning, or fails, or there is none") {
  CHECK_FALSE(remedy(warning::blocked_loop, "timers"));
  CHECK_FALSE(remedy(warning::panic_unheard, "panic/handled"));  // the other one ends with a panic
}

}  // namespace loopglass
