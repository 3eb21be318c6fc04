#include "app/session/target.hpp"

#include <algorithm>

namespace loopglass {
namespace {

const char* words_of_happening(Happening happening) {
  switch (happening) {
    case Happening::spawn: return "a task is spawned";
    case Happening::poll: return "a poll begins";
    case Happening::wake: return "a task is woken";
    case Happening::timer: return "a timer is due";
    case Happening::print: return "something is printed";
    case Happening::work: return "work or a blocking call";
    case Happening::message: return "a message is sent or received";
    case Happening::lock: return "a lock or permit changes hands";
    case Happening::abort: return "an abort";
    case Happening::finish: return "a task ends";
    case Happening::warning: return "a warning";
  }
  return "";
}

bool is_at(const Happening& happening, const Chronicle& chronicle, EventNumber n) {
  if (happening == Happening::warning)
    return std::ranges::binary_search(chronicle.warnings(), n, {}, &Warning::event);
  return happening_of(chronicle.trace()[n].kind) == happening;
}

bool is_at(const TaskTarget& target, const Chronicle& chronicle, EventNumber n) {
  const Event& event = chronicle.trace()[n];
  const Names& names = chronicle.names();
  const auto is_it = [&](TaskId id) { return id != TaskId::none && names.task(id) == target.name; };
  return is_it(event.task) ||
         ((event.kind == EventKind::abort_requested ||
           (event.kind == EventKind::interfered && acts_on_task(static_cast<Interference>(event.detail)))) &&
          is_it(static_cast<TaskId>(event.subject)));
}

bool is_at(const LineTarget& target, const Chronicle& chronicle, EventNumber n) {
  const Event& event = chronicle.trace()[n];
  if (event.site == SiteId::none || event.kind == EventKind::future_created) return false;
  const Site& site = chronicle.trace().site(event.site);
  return site.line == target.line && site.file == target.file;
}

}  // namespace

std::optional<Happening> happening_of(EventKind kind) {
  switch (kind) {
    case EventKind::task_spawned: return Happening::spawn;
    case EventKind::poll_began: return Happening::poll;
    case EventKind::task_woken: return Happening::wake;
    case EventKind::timer_fired: return Happening::timer;
    case EventKind::output: return Happening::print;
    case EventKind::work_began:
    case EventKind::job_work_began: return Happening::work;
    case EventKind::message_sent:
    case EventKind::message_received: return Happening::message;
    case EventKind::resource_acquired:
    case EventKind::resource_released: return Happening::lock;
    case EventKind::abort_requested:
    case EventKind::job_aborted: return Happening::abort;
    case EventKind::task_finished: return Happening::finish;
    default: return std::nullopt;
  }
}

const char* name(Happening happening) {
  switch (happening) {
    case Happening::spawn: return "spawn";
    case Happening::poll: return "poll";
    case Happening::wake: return "wake";
    case Happening::timer: return "timer";
    case Happening::print: return "print";
    case Happening::work: return "work";
    case Happening::message: return "message";
    case Happening::lock: return "lock";
    case Happening::abort: return "abort";
    case Happening::finish: return "finish";
    case Happening::warning: return "warning";
  }
  return "";
}

std::optional<Happening> find_happening(std::string_view word) {
  for (std::size_t i = 0; i < happening_count; ++i) {
    if (name(static_cast<Happening>(i)) == word) return static_cast<Happening>(i);
  }
  return std::nullopt;
}

std::string words_of(const Target& target) {
  if (const auto* happening = std::get_if<Happening>(&target)) return words_of_happening(*happening);
  if (const auto* task = std::get_if<TaskTarget>(&target)) return task->name;
  return "line " + std::to_string(std::get<LineTarget>(target).line);
}

bool matches(const Target& target, const Chronicle& chronicle, EventNumber n) {
  return std::visit([&](const auto& t) { return is_at(t, chronicle, n); }, target);
}

EventNumber find_match(const Target& target, const Chronicle& chronicle, EventNumber from, int direction) {
  const EventNumber size = chronicle.latest().position;
  if (direction > 0) {
    for (EventNumber n = from + 1; n <= size; ++n) {
      if (matches(target, chronicle, n)) return n;
    }
  } else {
    for (EventNumber n = std::min(from, size + 1); n-- > 1;) {
      if (matches(target, chronicle, n)) return n;
    }
  }
  return 0;
}

void Tally::follow(const Chronicle& chronicle) {
  while (known_ < chronicle.latest().position) {
    if (const auto happening = happening_of(chronicle.trace()[++known_].kind))
      ++counts_[static_cast<std::size_t>(*happening)];
  }
  counts_[static_cast<std::size_t>(Happening::warning)] = chronicle.warnings().size();
}

}  // namespace loopglass
