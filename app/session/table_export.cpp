#include "app/session/table_export.hpp"

#include <fmt/format.h>

#include "app/model/explain.hpp"

namespace loopglass {
namespace {

/// In quotes where it must be.
std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

}  // namespace

std::string tasks_csv(const Chronicle& chronicle) {
  std::string out =
      "task,name,state,parent,polls,wakes,self_wakes,busy_ns,queued_ns,idle_ns,longest_poll_ns,"
      "late_timers,latest_timer_ns\r\n";
  for (const TaskState& t : chronicle.latest().tasks) {
    const LateTimers late = chronicle.lanes().late_of(t.id, chronicle.latest().position);
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", raw(t.id),
                       cell(chronicle.names().task(t.id)), name(t.status),
                       t.parent == TaskId::none ? "" : std::to_string(raw(t.parent)), t.polls, t.wakes,
                       t.self_wakes, t.busy.count(), t.queued.count(), t.idle.count(), t.longest_poll.count(),
                       late.count, late.span.count());
  }
  return out;
}

std::string events_csv(const Chronicle& chronicle) {
  std::string out = "event,time_ns,kind,task,sentence\r\n";
  const Trace& trace = chronicle.trace();
  World before;
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    const Event& event = trace[n];
    out += fmt::format("{},{},{},{},{}\r\n", n, event.time_ns, name(event.kind),
                       event.task == TaskId::none ? "" : cell(chronicle.names().task(event.task)),
                       cell(explain(trace, chronicle.names(), before, event)));
    apply(before, event);
  }
  return out;
}

}  // namespace loopglass
