#include "runtime/work.hpp"

#include <algorithm>
#include <cassert>

#include "runtime/blocking/worker.hpp"
#include "runtime/executor.hpp"

namespace loopglass {
namespace {

void occupy(WorkKind kind, Duration d, const std::source_location& site, ResourceId lock = {}) {
  d = std::max(d, Duration::zero());
  if (Worker* worker = Worker::current()) return worker->occupy(kind, d, site);
  Executor* executor = Executor::current();
  assert(executor && "work and block are called inside a task");
  Tracer& tracer = executor->tracer();
  const auto emit = [&](EventKind event) {
    tracer.emit({.kind = event,
                 .detail = static_cast<std::uint8_t>(kind),
                 .task = executor->current_task(),
                 .subject = raw(lock),
                 .site = tracer.site(site),
                 .value = static_cast<std::uint64_t>(d.count())});
  };
  if (tracer.on()) emit(EventKind::work_began);
  if (kind == WorkKind::work) {
    executor->clock().work(d);
  } else {
    executor->clock().block(d);
  }
  if (tracer.on()) emit(EventKind::work_ended);
}

}  // namespace

void work(Duration d, std::source_location site) { occupy(WorkKind::work, d, site); }
void block(Duration d, std::source_location site) { occupy(WorkKind::block, d, site); }

void detail::block_at(ResourceId lock, Duration d, const std::source_location& site) {
  occupy(WorkKind::block, d, site, lock);
}

}  // namespace loopglass
