// JoinSet<T>: tasks that belong together. They are joined in the order in which they finish; dropping the
// set aborts those that are left.
//
// Each member carries a note that writes itself down when the member's future is dropped, which is just
// before its task is done. So finding the next finished task costs no search through the others.
#pragma once
#include <deque>
#include <map>
#include <memory>
#include <string_view>

#include "runtime/branch.hpp"
#include "runtime/spawn.hpp"

namespace loopglass {

///     JoinSet<std::string> pages;
///     for (int n = 1; n <= 3; ++n) pages.spawn(fetch(n));
///     while (auto page = co_await pages.join_next()) println(page->unwrap());
template <class T = void>
class JoinSet {
  using Number = std::uint64_t;  // of a member, counted from 1 in the order of spawning
  using Finished = std::deque<Number>;

 public:
  JoinSet() = default;
  JoinSet(JoinSet&&) = delete;
  ~JoinSet() { abort_all({}); }

  /// Spawns a task that belongs to the set. Precondition: called inside a task.
  template <Pollable F>
  requires std::same_as<typename F::Output, T> AbortHandle
  spawn(F future, std::string_view name = {}, std::source_location site = std::source_location::current()) {
    const Number number = ++last_;
    auto handle = loopglass::spawn(Member<F>(finished_, number, std::move(future)), name, site);
    const AbortHandle abort = handle.abort_handle();
    members_.emplace(number, std::move(handle));
    // Whoever waits at this moment, in another branch of a select perhaps, waits for this one, too.
    if (awaited_) leave_waker(waker_);
    return abort;
  }

  class [[nodiscard]] JoinNext;
  /// The result of the next task to finish, a cancelled one, too; nothing when the set is empty. Borrows the
  /// set. Dropping it loses no result; the next end of a member may wake the task that waited once more.
  JoinNext join_next() { return JoinNext(*this); }

  /// Aborts all that are left, in the order of spawning. `join_next` goes on to give their results.
  void abort_all(std::source_location site = std::source_location::current()) const {
    for (const auto& [number, handle] : members_) {
      if (!handle.is_finished()) handle.abort(site);
    }
  }
  /// How many tasks were not joined yet.
  std::size_t size() const { return members_.size(); }
  bool empty() const { return members_.empty(); }

 private:
  /// A task's future with its note. The future is dropped before the note is.
  template <Pollable F>
  class Member {
   public:
    using Output = T;
    Member(const std::shared_ptr<Finished>& finished, Number number, F future)
        : note_{finished, number}, future_(std::move(future)) {}
    Poll<T> poll(Context& context) { return future_.poll(context); }
    FutureId id() const {
      if constexpr (requires { requires std::same_as<decltype(future_.id()), FutureId>; }) {
        return future_.id();
      } else {
        return FutureId::none;
      }
    }

   private:
    struct Note {
      std::shared_ptr<Finished> finished;
      Number number;
      Note(const std::shared_ptr<Finished>& f, Number n) : finished(f), number(n) {}
      Note(Note&&) noexcept = default;
      ~Note() {
        if (finished) finished->push_back(number);
      }
    };
    Note note_;
    F future_;
  };

  /// Leaves the waker with every member that does not have it: those that came last.
  void leave_waker(const Waker& waker) {
    if (waker_ != waker) with_waker_ = 0;
    waker_ = waker;
    Context context(*waker.executor(), waker);
    for (auto it = members_.upper_bound(with_waker_); it != members_.end(); ++it) {
      with_waker_ = it->first;
      if (!it->second.is_finished()) (void)it->second.poll(context);
    }
  }

  std::map<Number, JoinHandle<T>> members_;
  std::shared_ptr<Finished> finished_ = std::make_shared<Finished>();
  Number last_ = 0;
  bool awaited_ = false;
  Waker waker_;
  Number with_waker_ = 0;  // the last member that has it
};

template <class T>
class JoinSet<T>::JoinNext {
 public:
  using Output = std::optional<Result<T, JoinError>>;
  static constexpr bool spends_budget = true;

  explicit JoinNext(JoinSet& set) : set_(set) {}

  Poll<Output> poll(Context& context) {
    set_.awaited_ = false;
    if (set_.members_.empty()) return Output(std::nullopt);
    if (!set_.finished_->empty()) {
      const auto member = set_.members_.find(set_.finished_->front());
      auto polled = member->second.poll(context);
      assert(polled.is_ready() && "a task is done when it has dropped its future");
      set_.finished_->pop_front();
      set_.members_.erase(member);
      return Output(polled.take());
    }
    if (!std::exchange(began_, true) && context.executor().tracer().on()) show_members(context);
    set_.leave_waker(context.waker());
    set_.awaited_ = true;
    return pending;
  }
  AwaitInfo await_info(Tracer& tracer) { return group_.await_info(tracer); }

 private:
  /// Not all of a large set: that would be a number of events with the square of its size.
  void show_members(Context& context) {
    constexpr std::size_t most = 32;
    std::size_t shown = 0;
    for (auto& [number, handle] : set_.members_) {
      if (++shown > most) break;
      BranchAwait().begin(handle, group_, context);
    }
  }

  JoinSet& set_;
  Group group_{AwaitKind::any};
  bool began_ = false;
};

}  // namespace loopglass
