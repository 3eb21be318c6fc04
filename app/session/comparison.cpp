#include "app/session/comparison.hpp"

#include <tuple>

namespace loopglass {
namespace {

Recipe without_position(const Order& order) {
  Recipe recipe = order.recipe();
  recipe.position.reset();
  return recipe;
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
  return {without_position(a).text(), without_position(b).text()};
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
  }
  comparison.differences = differences(comparison.a, comparison.name_a, comparison.b, comparison.name_b);
  return comparison;
}

}  // namespace loopglass
