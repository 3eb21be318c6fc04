#include "app/session/remedy.hpp"

#include <algorithm>

namespace loopglass {
namespace {

// So that a click that asks is answered within a frame or two.
constexpr EventNumber most_events = 20'000;

}  // namespace

std::optional<std::string> variant_without(const WarningKind& kind, const Order& order) {
  std::optional<std::string> second_best;
  for (const Variant& variant : order.scenario->variants) {
    if (variant.name == order.settings.variant) continue;
    Order other = order.untouched();
    other.settings.variant = variant.name;
    other.position.reset();
    Run::Options options;
    options.most_events = most_events;
    Run run(std::move(other), std::move(options));
    run.finish();
    if (run.result() != RunResult::finished) continue;
    const auto& warnings = run.chronicle().warnings();
    if (warnings.empty()) return variant.name;
    const bool has_it = std::ranges::find(warnings, &kind, &Warning::kind) != warnings.end();
    if (!has_it && !second_best) second_best = variant.name;
  }
  return second_best;
}

}  // namespace loopglass
