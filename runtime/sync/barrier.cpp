#include "runtime/sync/barrier.hpp"

namespace loopglass {

Barrier::Barrier(std::uint32_t tasks, std::string_view name, std::source_location site)
    : state_(Shared<State>::make(tasks, name, site)) {
  assert(tasks > 0 && "a barrier waits for one task at least");
}

Barrier::Wait::~Wait() {
  if (!entry_.is_linked()) return;
  --state_->waiting;
  state_->leave(entry_, AwaitKind::barrier);
}

Poll<bool> Barrier::Wait::poll(Context& context) {
  if (entry_.may_go) return false;
  if (entry_.is_linked()) {
    entry_.waker = context.waker();
    return pending;
  }
  if (state_->waiting + 1 < state_->tasks) {
    ++state_->waiting;
    state_->wait(state_->line, entry_, AwaitKind::barrier, context);
    return pending;
  }
  state_->waiting = 0;
  state_->line.for_each([](WaitEntry& entry) { static_cast<State::Entry&>(entry).may_go = true; });
  state_->wake_all(state_->line, state_->changed(ResourceChange::opened, state_->tasks));
  return true;
}

}  // namespace loopglass
