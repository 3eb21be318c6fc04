// Waiting for a moment in time.
#pragma once
#include "runtime/await_info.hpp"
#include "runtime/executor.hpp"
#include "runtime/poll.hpp"

namespace loopglass {

/// `t + d`, held at the ends of time instead of overflowing.
Instant saturating_add(Instant t, Duration d);

/// Pending until its deadline. The timer lives in the awaiting frame and is cancelled when that dies.
/// A deadline that has passed is ready at the first poll.
class [[nodiscard]] Sleep {
 public:
  using Output = void;
  static constexpr bool spends_budget = true;

  /// Counts from the first poll, as the future is lazy.
  explicit Sleep(Duration d) : timer_(Instant(d)), relative_(true) {}
  explicit Sleep(Instant deadline) : timer_(deadline) {}
  Sleep(Sleep&& other) noexcept : timer_(other.timer_.deadline()), relative_(other.relative_) {
    assert(!other.timer_.is_set() && "a sleep stays where it is once it was polled");
  }
  ~Sleep() { cancel(); }

  Poll<void> poll(Context& context);
  AwaitInfo await_info(Tracer& tracer);

  /// The deadline; known from the first poll on.
  Instant deadline() const { return timer_.deadline(); }
  void cancel();

 private:
  Timer timer_;
  bool relative_ = false;  // the timer's deadline counts from the first poll, which is still to come
};

/// Lets other tasks run for at least `d`; zero or less is ready at once.
///
///     co_await sleep(300ms);
inline Sleep sleep(Duration d) { return Sleep(d); }
inline Sleep sleep_until(Instant deadline) { return Sleep(deadline); }

/// The time of the run, as the loop last read it; on a worker the worker's. Precondition: called inside a
/// task, or on a worker.
Instant now();

}  // namespace loopglass
