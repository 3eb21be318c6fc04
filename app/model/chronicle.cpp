#include "app/model/chronicle.hpp"

namespace loopglass {

void Chronicle::catch_up() {
  while (latest_.position < trace_.size()) {
    const Event& event = trace_[latest_.position + 1];
    names_.observe(trace_, event);
    warnings_.observe(trace_, names_, latest_, event);
    apply(latest_, event, &changes_);
    lanes_.observe(latest_, event);
    density_.observe(event);
    peaks_.observe(latest_, event);
    seats_.observe(latest_, event);
    history_.pass(latest_, changes_);
  }
}

std::size_t Chronicle::bytes() const {
  return trace_.size() * sizeof(Event) + names_.bytes() + lanes_.bytes() + density_.bytes() +
         latest_.bytes() + seats_.bytes() + history_.bytes();
}

}  // namespace loopglass
