#include "runtime/future.hpp"

namespace loopglass::detail {

void PromiseBase::trace_created(const std::source_location& site) {
  Executor& executor = *Executor::current();
  Tracer& tracer = executor.tracer();
  tracer.assign(id_);
  tracer.emit({.kind = EventKind::future_created,
               .task = executor.current_task(),
               .subject = raw(id_),
               .site = tracer.site(site),
               .value = raw(tracer.function(site))});
}

void PromiseBase::trace_dropped() {
  Executor* executor = Executor::current();
  if (!executor || !executor->tracer().on()) return;
  executor->tracer().emit({.kind = EventKind::future_dropped,
                           .detail = polled_ ? std::uint8_t{1} : std::uint8_t{0},
                           .task = executor->current_task(),
                           .subject = raw(id_)});
}

}  // namespace loopglass::detail
