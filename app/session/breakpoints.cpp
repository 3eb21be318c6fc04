#include "app/session/breakpoints.hpp"

#include <algorithm>

namespace loopglass {

void Breakpoints::follow(const std::vector<Target>& targets, const Chronicle& chronicle) {
  if (targets_ != targets) {
    targets_ = targets;
    hits_.clear();
    known_ = 0;
  }
  if (targets_.empty()) {
    known_ = chronicle.latest().position;
    return;
  }
  while (known_ < chronicle.latest().position) {
    ++known_;
    if (std::ranges::any_of(targets_, [&](const Target& t) { return matches(t, chronicle, known_); }))
      hits_.push_back(known_);
  }
}

bool Breakpoints::has(const Target& target) const {
  return std::ranges::find(targets_, target) != targets_.end();
}

bool Breakpoints::is_hit(EventNumber n) const { return std::ranges::binary_search(hits_, n); }

EventNumber Breakpoints::next(EventNumber n) const {
  const auto it = std::ranges::upper_bound(hits_, n);
  return it == hits_.end() ? 0 : *it;
}

EventNumber Breakpoints::previous(EventNumber n) const {
  const auto it = std::ranges::lower_bound(hits_, n);
  return it == hits_.begin() ? 0 : *(it - 1);
}

void toggle(std::vector<Target>& targets, const Target& target) {
  const auto there = std::ranges::find(targets, target);
  if (there == targets.end()) {
    targets.push_back(target);
  } else {
    targets.erase(there);
  }
}

}  // namespace loopglass
