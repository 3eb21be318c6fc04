// The executor: one thread, one ready queue, and the loop that polls what is in it.
//
// A turn of the loop:
//   1. Hear what other threads have to say: take jobs back from the workers, carry out wakes.
//   2. If the ready queue is empty, wait in the reactor until the next deadline, until something happens
//      outside, or until another thread has news. Otherwise do not wait. Wake the tasks whose sources are
//      ready, in the order in which the reactor has seen them.
//   3. Read the clock. Wake the tasks whose timers are due, by (deadline, order of setting).
//   4. Poll as many tasks as are in the queue now. First in first out (the standard), these are the very
//      tasks that are in it now: those that are woken meanwhile go to the back and are polled in the next
//      turn. `schedule.hpp` has the other policies, and says which of them have turns of another kind.
//
// Invariants:
// 1. Nothing is polled or destroyed inside wake() or abort(); that happens on the executor's turn.
// 2. A task that is aborted is dropped when it is its turn in the queue, without another poll. A result
//    that is ready first wins over the abort.
// 3. Shutdown cancels all tasks that are left in the order in which they were spawned. Then it drops the jobs
//    that have not started, and waits for those that have: nothing stops a thread from outside.
// 4. Other threads touch the inbox and nothing else.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <source_location>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/await_info.hpp"
#include "runtime/context.hpp"
#include "runtime/interference.hpp"
#include "runtime/random.hpp"
#include "runtime/reactor.hpp"
#include "runtime/ready_queue.hpp"
#include "runtime/schedule.hpp"
#include "runtime/task.hpp"
#include "runtime/trace/tracer.hpp"

namespace loopglass {

template <class T = void>
class JoinHandle;
class Inbox;
class Jobs;
class RemoteWaker;

/// What one tick of the loop came to.
enum class Tick {
  polled,  // one task was polled or dropped
  waited,  // the loop waited, and nothing is ready yet
  stuck,   // no task is ready and nothing can make one ready
};

class Executor {
 public:
  struct Options {
    /// Takes every event of the run; borrowed. Null: the run is not watched.
    Sink* sink = nullptr;
    /// Takes every line a task prints. Empty: standard output.
    std::function<void(std::string_view)> output;
    /// Of the random numbers that the run draws, as `select` does.
    std::uint64_t seed = 0;
    /// So many worker threads at most do what `spawn_blocking` and `block_in_place` are given.
    std::size_t most_workers = 4;
    /// Who is polled next, and when a task is made to yield.
    Schedule schedule{};
  };

  explicit Executor(Reactor reactor, Options options);
  explicit Executor(Reactor reactor) : Executor(std::move(reactor), Options{}) {}
  /// Cancels every task that is left.
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  /// The executor whose task is running on this thread, or that was entered; null if there is none.
  static Executor* current() { return entered_; }

  /// Makes an executor the current one while in scope.
  class Entered {
   public:
    explicit Entered(Executor& executor) : Entered(&executor) {}
    /// Null: as on a thread that knows of no executor.
    explicit Entered(Executor* executor) : previous_(std::exchange(entered_, executor)) {}
    ~Entered() { entered_ = previous_; }
    Entered(const Entered&) = delete;
    Entered& operator=(const Entered&) = delete;

   private:
    Executor* previous_;
  };

  /// Makes `future` a task at the back of the ready queue; it is not polled yet. Dropping the handle
  /// detaches the task. After shutdown has begun the future is dropped at once.
  template <Pollable F>
  JoinHandle<typename F::Output> spawn(F future, std::string_view name = {},
                                       std::source_location site = std::source_location::current());

  /// Spawns `future` as "main", runs until it is done and returns its value. A panic of main is thrown
  /// here; std::logic_error if the loop gets stuck. Other tasks stay as they are.
  template <Pollable F>
  typename F::Output block_on(F future, std::source_location site = std::source_location::current());

  /// Polls one task, after a new turn was begun if the last one is used up. The unit that a viewer steps by.
  /// On the real clock, whoever lets time pass between ticks reads the clock before the next.
  Tick tick();
  /// Ticks until the task is done; false if the loop gets stuck before. Precondition: somebody has its
  /// handle.
  bool run_until_done(const Task& task);
  /// Begins a turn where the next tick would, and polls nothing: for whoever acts on the run before that
  /// poll.
  void begin_turn_if_due();
  /// Cancels all tasks that are left, oldest first, and ends the trace. Harmless when called again.
  void shutdown(RunResult result);

  /// Does this to the run, between two ticks, as `interference.hpp` says; whether it came to anything.
  /// Preconditions: the virtual clock, and no shutdown yet.
  bool interfere(const Act& act);
  /// Somebody will do so at that time: if the loop waits then, its wait ends.
  void expect_interference(Instant at) { interference_expected_ = at; }

  Clock& clock() const { return reactor_.clock(); }
  Reactor& reactor() { return reactor_; }
  Tracer& tracer() { return tracer_; }
  /// What is random in a run is drawn from here, so the same seed gives the same run.
  SplitMix64& random() { return random_; }
  /// For what draws from a generator of its own, so that no other draw changes with it.
  std::uint64_t seed() const { return seed_; }
  /// The task that is being polled or dropped.
  TaskId current_task() const { return current_ ? current_->id() : TaskId::none; }
  bool on_virtual_clock() const { return reactor_.is_virtual(); }

  // What futures and handles use.

  WakeOutcome wake(const Waker& waker, WakeCause cause);
  AbortOutcome abort(const Waker& waker, const std::source_location& site);
  /// Sets `timer` to wake the context's task at `deadline`.
  void set_timer(Timer& timer, Instant deadline, const Context& context);
  /// Does nothing if the timer is not set.
  void cancel_timer(Timer& timer);
  /// Prints for the running task or, if a job is named, for that one, which no task is running for. `site` is
  /// where in the source it does so.
  void print(std::string_view line, const std::source_location& site, JobId job = JobId::none);

  /// Lets a token be cancelled from outside while it lives. Only on the virtual clock.
  void know(TokenId id, const std::weak_ptr<Cancellable>& token);

  /// What the workers do, made at first use.
  Jobs& jobs();
  /// How many worker threads there are.
  std::size_t workers() const;
  /// For other threads to wake the task with, at any time, whether it lives or not. Real clock only.
  RemoteWaker remote_waker(const Waker& waker);
  /// Makes the task that is being polled stand still, the rest of this poll included, until release().
  void hold();
  void release(const Waker& waker);
  /// Whether the task that is polled has begun to stand still: what is left of it is not polled now.
  bool is_held() const { return current_ && current_->is_held(); }

  // The budget of the poll that is going on; `budget.hpp` says what it is for.

  bool has_budget() const { return budget_ > 0; }
  /// Preconditions of the three: has_budget(), and a poll is going on.
  bool is_budget_spent() const { return budget_left_ == 0; }
  void spend_budget() { --budget_left_; }
  /// Queues the context's task again when this poll ends. `awaited` is what is not polled for that.
  void make_it_yield(const Context& context, const AwaitInfo& awaited);

 private:
  Waker take_slot(Task& task);
  void adopt(Task& task, std::string_view name, FutureId root, const std::source_location& site);
  Task* find(const Waker& waker) const;
  Task* find(TaskId id) const;
  std::size_t place_of(TaskId id) const;
  bool can_interfere(const Act& act);
  void move_to_front(std::size_t place);
  void move_to_back(std::size_t place);
  void queue(Task& task, bool yields = false) {
    ready_.push(task);
    if (scheduler_.has_lines()) [[unlikely]]
      enter_line(task, yields);
  }
  // Saves the registers of its callers, so that those that need no lines need not.
  [[gnu::noinline, clang::preserve_most]] void enter_line(Task& task, bool yields);
  bool is_turn_over() const {
    return left_in_turn_ == 0 || (scheduler_.has_lines() && scheduler_.is_turn_over(ready_));
  }
  Tick step();
  bool begin_turn();
  void hear_other_threads();
  bool has_anything_to_wait_for() const;
  const std::shared_ptr<Inbox>& inbox();
  void look_outside();
  bool begin_macrotask();
  bool wait();
  void start_turn(std::size_t polls);
  bool fire_due_timer(Instant until);
  void fire_due_timers(Instant until);
  Task& take_next();
  Task& take_chosen();
  void poll(Task& task);
  void cancel(Task& task);
  void finish(Task& task, FinishKind kind);

  // What the hot paths write down, apart from them.
  WakeOutcome trace_wake(const Waker& waker, WakeCause cause, WakeOutcome outcome);
  void trace_turn_began();
  void trace_poll_began(const Task& task);
  void trace_poll_ended(const Task& task, FinishKind finished);

  static inline thread_local constinit Executor* entered_ = nullptr;

  Reactor reactor_;
  Tracer tracer_;
  std::function<void(std::string_view)> output_;
  std::uint64_t seed_;
  SplitMix64 random_;
  std::size_t most_workers_;
  std::uint32_t budget_;
  Scheduler scheduler_;
  ReadyQueue ready_;
  std::size_t moved_to_front_ = 0;  // by hand: so many at the head come before what the policy would take
  std::vector<Task*> slots_;        // of the tasks that are not done; null: free
  std::vector<std::uint32_t> free_slots_;
  Task* current_ = nullptr;
  std::size_t left_in_turn_ = 0;
  std::uint32_t turns_ = 0;
  std::uint32_t last_task_ = 0;
  std::uint32_t budget_left_ = 0;
  bool made_to_yield_ = false;    // in the poll that is going on
  bool yields_ = false;           // in the poll that is going on, and was not woken by anything else
  bool fires_timers_ = false;     // whoever is woken now is woken by a timer
  bool looks_at_timers_ = false;  // Node: in the phase of the timers
  Instant turn_time_{};           // when the turn began
  std::optional<Instant> interference_expected_;
  std::map<std::uint32_t, std::weak_ptr<Cancellable>> tokens_;  // by id
  std::size_t sweep_tokens_at_ = 64;
  bool shutting_down_ = false;
  std::shared_ptr<Inbox> inbox_;  // both null until there are other threads
  std::unique_ptr<Jobs> jobs_;
};

}  // namespace loopglass
