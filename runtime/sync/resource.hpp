// What tasks share and wait for: the part of a channel, a lock or a semaphore that the trace sees.
//
// Invariants:
// 1. A wait is an entry in the awaiting frame. It is in the line from `wait` on, until it is served with
//    `wake_first` or leaves with `leave`. Each of the three is an event, so the line can be drawn.
// 2. Nothing runs inside a wake: who is served goes on when the executor polls it.
// 3. A resource that was made while no executor records is never named in a trace.
#pragma once
#include <source_location>
#include <string_view>

#include "runtime/await_info.hpp"
#include "runtime/executor.hpp"
#include "runtime/sync/shared.hpp"
#include "runtime/wait_list.hpp"

namespace loopglass {

class Resource : public Counted {
 public:
  Resource(ResourceKind kind, std::string_view name, std::uint32_t capacity,
           const std::source_location& site);

  ResourceId id() const { return id_; }
  AwaitInfo await_info(AwaitKind kind) const { return {kind, raw(id_)}; }

  /// The events of a resource; each returns its number, or 0 if nobody records.
  EventNumber acquired(TaskId holder, std::uint32_t amount, Access access) {
    return home_ ? emit(EventKind::resource_acquired, holder, static_cast<std::uint8_t>(access), amount) : 0;
  }
  EventNumber released(TaskId holder, std::uint32_t amount, Access access) {
    return home_ ? emit(EventKind::resource_released, holder, static_cast<std::uint8_t>(access), amount) : 0;
  }
  EventNumber changed(ResourceChange change, std::uint64_t value = 0) {
    return home_ ? emit(EventKind::resource_changed, running_task(), static_cast<std::uint8_t>(change), value)
                 : 0;
  }
  EventNumber sent(std::uint64_t fill) {
    if (!home_) [[likely]]
      return 0;
    return emit(EventKind::message_sent, running_task(), 0, fill);
  }
  EventNumber received(std::uint64_t fill) {
    if (!home_) [[likely]]
      return 0;
    return emit(EventKind::message_received, running_task(), 0, fill);
  }
  /// The task that runs now, as far as the trace wants to know.
  TaskId running_task() const { return home_ ? task_of_home() : TaskId::none; }

  /// Puts the task of the context at the end of the line.
  void wait(WaitList& line, WaitEntry& entry, AwaitKind kind, const Context& context,
            Access access = Access::exclusive) {
    line.push(entry);
    entry.waker = context.waker();
    if (home_) [[unlikely]]
      emit(EventKind::waker_registered, context.task(), static_cast<std::uint8_t>(access), 0, kind);
  }
  /// Takes an entry whose future is dropped out of its line. Precondition: it is linked.
  EventNumber leave(WaitEntry& entry, AwaitKind kind) {
    entry.unlink();
    return home_ ? emit(EventKind::wait_cancelled, entry.waker.task(), 0, 0, kind) : 0;
  }
  /// Takes the first entry out of its line and wakes its task, which was brought about by the event
  /// `cause`. Null if nobody waits.
  WaitEntry* wake_first(WaitList& line, EventNumber cause) {
    WaitEntry* first = line.pop();
    if (first) first->waker.wake({WakeReason::resource, raw(id_), cause});
    return first;
  }
  void wake_all(WaitList& line, EventNumber cause) {
    while (wake_first(line, cause)) {
    }
  }

 private:
  EventNumber emit(EventKind kind, TaskId task, std::uint8_t detail, std::uint64_t value,
                   AwaitKind await = AwaitKind::other);
  TaskId task_of_home() const;

  // The executor on whose record it is. It may be gone by now: compared, not used, unless it is current.
  Executor* home_ = nullptr;
  ResourceId id_{};
};

}  // namespace loopglass
