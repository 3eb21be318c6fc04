#include "runtime/ctrl_c.hpp"

#include "runtime/executor.hpp"

namespace loopglass {

Poll<void> CtrlC::poll(Context& context) {
  if (!source_) {
    Executor& executor = context.executor();
    source_ = executor.reactor().signals().watch(executor, id_);
    seen_ = source_->count();
  }
  if (source_->count() == seen_) return wait_.on(*source_, Source::Direction::in, AwaitKind::signal, context);
  wait_.leave();
  return ready;
}

AwaitInfo CtrlC::await_info(Tracer& tracer) {
  if (source_) return {AwaitKind::signal, raw(source_->id())};
  Executor* const executor = Executor::current();
  id_ = executor ? executor->reactor().signals().watched_id() : SourceId::none;
  tracer.assign(id_);
  return {AwaitKind::signal, raw(id_)};
}

void press_ctrl_c_at(Instant time) {
  assert(Executor::current() && "press_ctrl_c_at is called inside a task");
  Executor::current()->reactor().signals().raise_at(time);
}

}  // namespace loopglass
