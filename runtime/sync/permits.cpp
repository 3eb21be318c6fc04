#include "runtime/sync/permits.hpp"

namespace loopglass::detail {

bool Permits::try_take(std::uint32_t wants, Access access, TaskId task) {
  if (available_ < wants || !line_.empty()) return false;
  available_ -= wants;
  acquired(task, shown(wants, access), access);
  return true;
}

void Permits::give_back(std::uint32_t permits, Access access, TaskId holder) {
  add(permits, released(holder, shown(permits, access), access));
}

void Permits::add(std::uint32_t permits, EventNumber cause) {
  available_ += permits;
  serve(cause);
}

void Permits::serve(EventNumber cause) {
  while (auto* first = static_cast<Entry*>(line_.front())) {
    if (first->wants > available_) return;
    available_ -= first->wants;
    first->granted = true;
    wake_first(line_, cause);
    acquired(first->waker.task(), shown(first->wants, first->access), first->access);
  }
}

}  // namespace loopglass::detail
