// OnceCell<T>: a value that is made once, by the first task that needs it, while the others wait.
#pragma once
#include <optional>

#include "runtime/sync/resource.hpp"

namespace loopglass {

/// Copies are the same cell.
///
///     OnceCell<Config> config("config");
///     const Config* shared = co_await config.get_or_init(load_config());
template <class T>
class OnceCell {
  struct State;

 public:
  explicit OnceCell(std::string_view name = {}, std::source_location site = std::source_location::current())
      : state_(Shared<State>::make(name, site)) {}

  template <class F>
  class [[nodiscard]] GetOrInit;
  /// The value; if there is none yet, that of `init`. Only one task runs its `init` at a time; if it is
  /// dropped or panics, the next in line runs its own. The pointer is good as long as a copy of the cell is.
  template <Pollable F>
  GetOrInit<F> get_or_init(F init) const {
    return GetOrInit<F>(state_, std::move(init));
  }
  /// Null if there is no value yet.
  const T* get() const { return state_->value ? &*state_->value : nullptr; }
  ResourceId id() const { return state_->id(); }

 private:
  Shared<State> state_;
};

template <class T>
struct OnceCell<T>::State : Resource {
  State(std::string_view name, const std::source_location& site)
      : Resource(ResourceKind::once_cell, name, 1, site) {}

  /// The right to run its `init` goes to the first in line, or to whoever comes next.
  void pass_on(EventNumber cause) {
    busy = false;
    if (auto* first = static_cast<Entry*>(line.front())) {
      busy = true;
      first->granted = true;
      wake_first(line, cause);
      acquired(first->waker.task(), 1, Access::exclusive);
    }
  }
  void set(T made, TaskId maker) {
    value.emplace(std::move(made));
    busy = false;
    released(maker, 1, Access::exclusive);
    wake_all(line, changed(ResourceChange::initialised));
  }

  struct Entry : WaitEntry {
    bool granted = false;
  };
  std::optional<T> value;
  bool busy = false;
  WaitList line;
};

template <class T>
template <class F>
class [[nodiscard]] OnceCell<T>::GetOrInit {
 public:
  using Output = const T*;
  static constexpr bool spends_budget = true;
  static_assert(Pollable<F> && std::same_as<typename F::Output, T>);

  GetOrInit(Shared<State> state, F init) : state_(std::move(state)), init_(std::move(init)) {}
  GetOrInit(GetOrInit&& other) noexcept : state_(std::move(other.state_)), init_(std::move(other.init_)) {
    assert(!other.entry_.is_linked() && !other.entry_.granted &&
           "a future stays where it is once it was polled");
  }
  ~GetOrInit() {
    if (entry_.is_linked()) state_->leave(entry_, AwaitKind::once);
    give_up();
  }

  Poll<const T*> poll(Context& context) {
    if (state_->value) return &*state_->value;
    if (entry_.is_linked()) {
      entry_.waker = context.waker();
      return pending;
    }
    if (!entry_.granted) {
      if (state_->busy) {
        state_->wait(state_->line, entry_, AwaitKind::once, context);
        return pending;
      }
      state_->busy = entry_.granted = true;
      entry_.waker = context.waker();
      state_->acquired(context.task(), 1, Access::exclusive);
    }
    return run(context);
  }
  AwaitInfo await_info(Tracer&) const { return state_->await_info(AwaitKind::once); }

 private:
  Poll<const T*> run(Context& context) {
    try {
      trace(EventKind::await_began, context, !std::exchange(began_, true));
      auto made = init_.poll(context);
      if (!made.is_ready()) return pending;
      trace(EventKind::await_ended, context, true);
      entry_.granted = false;
      state_->set(made.take(), entry_.waker.task());
      return &*state_->value;
    } catch (...) {
      give_up();
      throw;
    }
  }
  /// The trace sees what the maker of the value waits for, as a part of its await of the cell.
  void trace(EventKind kind, Context& context, bool wanted) {
    Tracer& tracer = context.executor().tracer();
    if (!tracer.on() || !wanted) return;
    const AwaitInfo info = await_info_of(init_, tracer);
    tracer.emit({.kind = kind,
                 .extra = static_cast<std::uint16_t>(info.kind),
                 .task = context.task(),
                 .subject = info.object});
  }
  void give_up() {
    if (!std::exchange(entry_.granted, false)) return;
    state_->pass_on(state_->released(entry_.waker.task(), 1, Access::exclusive));
  }

  Shared<State> state_;
  F init_;
  typename State::Entry entry_;
  bool began_ = false;
};

}  // namespace loopglass
