#include "runtime/agenda.hpp"

#include <algorithm>
#include <vector>

#include "runtime/sleep.hpp"

namespace loopglass {

bool Agenda::has_plans_for(Whom whom) const {
  return std::ranges::any_of(plans_, [&](const auto& planned) { return planned.second.whom == whom; });
}

void Agenda::delay(Whom whom, Duration by) {
  std::vector<decltype(plans_)::node_type> delayed;
  for (auto it = plans_.begin(); it != plans_.end();) {
    const auto here = it++;
    if (here->second.whom == whom) delayed.push_back(plans_.extract(here));
  }
  for (auto& node : delayed) {
    node.key().first = saturating_add(node.key().first, by);
    plans_.insert(std::move(node));
  }
}

}  // namespace loopglass
