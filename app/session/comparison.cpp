#include "app/session/comparison.hpp"

#include <tuple>

#include "app/session/playback.hpp"

namespace loopglass {
namespace {

Recipe without_position(const Order& order) {
  Recipe recipe = order.recipe();
  recipe.position.reset();
  return recipe;
}

/// The recipe with its variant, the first one, too.
std::string with_variant(const Order& order) {
  Recipe recipe = without_position(order);
  recipe.variant = order.settings.variant;
  return recipe.text();
}

/// The recipe without its variant.
std::string rest_of(const Order& order) {
  Recipe recipe = without_position(order);
  recipe.variant.clear();
  return recipe.text();
}

}  // namespace

std::pair<std::string, std::string> names_of(const Order& a, const Order& b) {
  if (a.settings.variant != b.settings.variant && rest_of(a) == rest_of(b)) {
    return {a.settings.variant, b.settings.variant};
  }
  if (a.deeds != b.deeds && rest_of(a.untouched()) == rest_of(b.untouched()) &&
      a.settings.variant == b.settings.variant) {
    return a.deeds.size() >= b.deeds.size() ? std::pair<std::string, std::string>("branch", "original")
                                            : std::pair<std::string, std::string>("original", "branch");
  }
  if (a.scenario == b.scenario) return {without_position(a).text(), without_position(b).text()};
  return {with_variant(a), with_variant(b)};
}

EventNumber in_step(const Trace& one, EventNumber n, const Trace& other,
                    const std::optional<Divergence>& parted) {
  if (n == 0) return 0;
  if (!parted || n < parted->event) return std::min(n, other.size());
  const Instant now = one[n].time();
  const EventNumber same = parted->event - 1;  // so many events are the same
  if (n == parted->event && n <= other.size() && other[n].time() <= now) return n;
  const auto before = [&](const Trace& trace) {
    return std::max(same, position_at(trace, now - Duration(1)));
  };
  const EventNumber all = position_at(one, now) - before(one);
  const EventNumber done = n - before(one);
  const EventNumber all_there = std::max(position_at(other, now), before(other)) - before(other);
  // Rounded up: the last of the one belongs to the last of the other, and its first never to none.
  return std::min(before(other) + (all_there * done + all - 1) / all, other.size());
}

Comparison compare(Run& a, Run& b) {
  Comparison comparison;
  std::tie(comparison.name_a, comparison.name_b) = names_of(a.order(), b.order());
  comparison.a = figures_of(a.chronicle());
  comparison.b = figures_of(b.chronicle());
  comparison.divergence = first_divergence(a.chronicle(), b.chronicle());
  if (const auto& divergence = comparison.divergence) {
    comparison.at_divergence_a = what_happens(a.chronicle(), *divergence, divergence->in_a);
    comparison.at_divergence_b = what_happens(b.chronicle(), *divergence, divergence->in_b);
    // Then it is the time that differs, as it always does on the real clock.
    if (comparison.at_divergence_a == comparison.at_divergence_b) {
      for (const auto& [run, text] :
           {std::pair(&a, &comparison.at_divergence_a), {&b, &comparison.at_divergence_b}})
        *text = "At " + to_text(run->trace()[divergence->event].time().time_since_epoch()) + ": " + *text;
    }
  }
  comparison.differences = differences(comparison.a, comparison.name_a, comparison.b, comparison.name_b);
  return comparison;
}

}  // namespace loopglass
