#include "runtime/sleep.hpp"

#include "runtime/blocking/worker.hpp"

namespace loopglass {

Instant saturating_add(Instant t, Duration d) {
  if (d > Duration::zero() && t > Instant::max() - d) return Instant::max();
  if (d < Duration::zero() && t < Instant::min() - d) return Instant::min();
  return t + d;
}

Poll<void> Sleep::poll(Context& context) {
  Clock& clock = context.executor().clock();
  if (relative_) {
    // Read afresh: a task that computed for long before it sleeps must not be woken early.
    timer_.aim(saturating_add(clock.read(), deadline().time_since_epoch()));
    relative_ = false;
  }
  if (clock.now() >= deadline()) {
    cancel();
    return ready;
  }
  if (!timer_.is_set()) {
    context.executor().set_timer(timer_, deadline(), context);
  } else {
    timer_.waker = context.waker();
  }
  return pending;
}

AwaitInfo Sleep::await_info(Tracer& tracer) {
  tracer.assign(timer_.id);
  return {AwaitKind::timer, raw(timer_.id)};
}

void Sleep::cancel() {
  if (timer_.is_set()) timer_.waker.executor()->cancel_timer(timer_);
}

Instant now() {
  if (const Worker* worker = Worker::current()) return worker->now();
  assert(Executor::current() && "now is called inside a task");
  return Executor::current()->clock().read();
}

}  // namespace loopglass
