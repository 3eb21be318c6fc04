#include "runtime/sync/notify.hpp"

namespace loopglass {

Notify::Notify(std::string_view name, std::source_location site) : state_(Shared<State>::make(name, site)) {}

void Notify::notify_one() const { state_->notify_one(); }

void Notify::State::notify_one() {
  const bool nobody_waits = line.empty();
  const EventNumber cause = changed(ResourceChange::notified, nobody_waits ? 1 : 0);
  if (nobody_waits) {
    stored = true;
    return;
  }
  static_cast<Entry*>(line.front())->word = Entry::Word::for_one;
  wake_first(line, cause);
}

void Notify::notify_all() const {
  std::uint64_t waiting = 0;
  state_->line.for_each([&](WaitEntry& entry) {
    static_cast<State::Entry&>(entry).word = State::Entry::Word::for_all;
    ++waiting;
  });
  state_->wake_all(state_->line, state_->changed(ResourceChange::notified_all, waiting));
}

Notify::Notified::~Notified() {
  if (entry_.is_linked()) state_->leave(entry_, AwaitKind::notify);
  if (entry_.word == State::Entry::Word::for_one) state_->notify_one();
}

Poll<void> Notify::Notified::poll(Context& context) {
  if (std::exchange(entry_.word, State::Entry::Word::none) != State::Entry::Word::none) return ready;
  if (entry_.is_linked()) {
    entry_.waker = context.waker();
    return pending;
  }
  if (std::exchange(state_->stored, false)) {
    state_->changed(ResourceChange::consumed);
    return ready;
  }
  state_->wait(state_->line, entry_, AwaitKind::notify, context);
  return pending;
}

}  // namespace loopglass
