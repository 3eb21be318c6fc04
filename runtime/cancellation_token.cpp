#include "runtime/cancellation_token.hpp"

#include <vector>

#include "runtime/executor.hpp"

namespace loopglass {
namespace {

Tracer* current_tracer() {
  Executor* executor = Executor::current();
  return executor && executor->tracer().on() ? &executor->tracer() : nullptr;
}

}  // namespace

struct CancellationToken::State final : Cancellable {
  TokenId id{};
  bool cancelled = false;
  std::vector<std::weak_ptr<State>> children;
  WaitList waiters;

  static std::shared_ptr<State> make(TokenId parent, const std::source_location& site) {
    auto state = std::make_shared<State>();
    if (Tracer* tracer = current_tracer()) {
      tracer->assign(state->id);
      tracer->emit({.kind = EventKind::token_created,
                    .task = Executor::current()->current_task(),
                    .subject = raw(state->id),
                    .site = tracer->site(site),
                    .value = raw(parent)});
      Executor::current()->know(state->id, state);
    }
    return state;
  }

  bool is_cancelled() const override { return cancelled; }
  void cancel_from_outside() override { cancel(0, std::source_location()); }

  /// `cause` is the event of the parent's cancellation; 0 for the token that was asked.
  void cancel(EventNumber cause, const std::source_location& site) {
    if (cancelled) return;
    cancelled = true;
    EventNumber event = 0;
    if (Tracer* tracer = current_tracer()) {
      event = tracer->emit({.kind = EventKind::token_cancelled,
                            .detail = cause != 0 ? std::uint8_t{1} : std::uint8_t{0},
                            .task = Executor::current()->current_task(),
                            .subject = raw(id),
                            .site = tracer->site(site),
                            .value = cause});
    }
    while (WaitEntry* waiter = waiters.pop()) waiter->waker.wake({WakeReason::token, raw(id), event});
    for (const auto& child : std::exchange(children, {})) {
      if (const auto alive = child.lock()) alive->cancel(event, site);
    }
  }
};

CancellationToken::CancellationToken(std::source_location site) : state_(State::make(TokenId::none, site)) {}

CancellationToken CancellationToken::child_token(std::source_location site) const {
  auto child = State::make(state_->id, site);
  if (state_->cancelled) {
    child->cancelled = true;
  } else {
    std::erase_if(state_->children, [](const auto& other) { return other.expired(); });
    state_->children.push_back(child);
  }
  return CancellationToken(std::move(child));
}

void CancellationToken::cancel(std::source_location site) const { state_->cancel(0, site); }

bool CancellationToken::is_cancelled(std::source_location site) const {
  if (Tracer* tracer = current_tracer()) {
    tracer->emit({.kind = EventKind::token_checked,
                  .detail = state_->cancelled ? std::uint8_t{1} : std::uint8_t{0},
                  .task = Executor::current()->current_task(),
                  .subject = raw(state_->id),
                  .site = tracer->site(site)});
  }
  return state_->cancelled;
}

TokenId CancellationToken::id() const { return state_->id; }

Poll<void> CancellationToken::Cancelled::poll(Context& context) {
  if (state_->cancelled) return ready;
  if (!entry_.is_linked()) {
    state_->waiters.push(entry_);
    if (Tracer& tracer = context.executor().tracer(); tracer.on()) {
      tracer.emit({.kind = EventKind::waker_registered,
                   .extra = static_cast<std::uint16_t>(AwaitKind::token),
                   .task = context.task(),
                   .subject = raw(state_->id)});
    }
  }
  entry_.waker = context.waker();
  return pending;
}

AwaitInfo CancellationToken::Cancelled::await_info(Tracer&) const {
  return {AwaitKind::token, raw(state_->id)};
}

}  // namespace loopglass
