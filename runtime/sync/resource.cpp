#include "runtime/sync/resource.hpp"

namespace loopglass {

Resource::Resource(ResourceKind kind, std::string_view name, std::uint32_t capacity,
                   const std::source_location& site) {
  Executor* const executor = Executor::current();
  if (!executor || !executor->tracer().on()) return;
  home_ = executor;
  Tracer& tracer = executor->tracer();
  tracer.assign(id_);
  tracer.emit({.kind = EventKind::resource_created,
               .detail = static_cast<std::uint8_t>(kind),
               .task = executor->current_task(),
               .subject = raw(id_),
               .site = tracer.site(site),
               .value = std::uint64_t{raw(tracer.string(name))} << 32 | capacity});
}

TaskId Resource::task_of_home() const {
  return Executor::current() == home_ ? home_->current_task() : TaskId::none;
}

EventNumber Resource::emit(EventKind kind, TaskId task, std::uint8_t detail, std::uint64_t value,
                           AwaitKind await) {
  if (Executor::current() != home_) return 0;
  return home_->tracer().emit({.kind = kind,
                               .detail = detail,
                               .extra = static_cast<std::uint16_t>(await),
                               .task = task,
                               .subject = raw(id_),
                               .value = value});
}

}  // namespace loopglass
