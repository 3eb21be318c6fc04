#include "app/model/sharing.hpp"

#include <algorithm>
#include <vector>

namespace loopglass {
namespace {

std::string count(std::size_t n, const std::string& what) {
  return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
}

bool is_limited(const ResourceState& r) { return r.capacity != no_capacity; }

/// Each of those who have a part of it, once; longest first.
std::vector<TaskId> holders_of(const ResourceState& r) {
  std::vector<TaskId> tasks;
  for (const Holder& holder : r.holders) {
    if (!std::ranges::count(tasks, holder.task)) tasks.push_back(holder.task);
  }
  return tasks;
}

bool is_shared(const ResourceState& r) {
  return !r.holders.empty() && r.holders.front().access == Access::shared;
}

/// "ben", or "3 tasks".
std::string who(const std::vector<TaskId>& tasks, const Names& names) {
  return tasks.size() == 1 ? names.task(tasks[0]) : count(tasks.size(), "task");
}

/// "3 of 8", or "3" where there is no limit.
std::string part(const ResourceState& r) {
  return std::to_string(r.fill) + (is_limited(r) ? " of " + std::to_string(r.capacity) : "");
}

/// " since 50 ms", where one task has it.
std::string since(const ResourceState& r) {
  return r.holders.size() == 1 ? " since " + to_text(r.holders.front().since) : "";
}

/// The end of a sentence that begins with its name.
std::string fact(const ResourceState& r, const Names& names) {
  switch (r.kind) {
    case ResourceKind::plain_lock:
    case ResourceKind::mutex:
    case ResourceKind::rw_lock:
      return r.holders.empty() ? " is free: nobody holds it."
                               : " is " + short_state(r, names) + since(r) + ".";
    case ResourceKind::semaphore: return ": " + part(r) + " permits are in use.";
    case ResourceKind::once_cell:
      if (!r.holders.empty()) return " is empty: " + who(holders_of(r), names) + " makes its value.";
      return r.fill > 0 ? " has its value." : " is empty.";
    case ResourceKind::channel:
      if (!is_limited(r)) return " holds " + count(r.fill, "message") + " and has no limit.";
      return " holds " + part(r) + " messages" + (r.fill >= r.capacity ? ": it is full." : ".");
    case ResourceKind::oneshot: return r.fill > 0 ? ": its value is sent." : " is empty.";
    case ResourceKind::watch: return " has a value.";
    case ResourceKind::broadcast: return " passes each message on to all of its receivers.";
    case ResourceKind::notify: return r.fill > 0 ? " keeps one notification." : " keeps no notification.";
    case ResourceKind::barrier: return ": " + part(r) + " tasks have come.";
  }
  return ".";
}

}  // namespace

std::string about(ResourceKind kind) {
  switch (kind) {
    case ResourceKind::oneshot:
      return "A oneshot carries one value from one task to another. Whoever receives waits until it is sent.";
    case ResourceKind::channel:
      return "A channel carries messages from task to task. Whoever receives waits while it is empty; "
             "whoever "
             "sends waits while it is full.";
    case ResourceKind::mutex:
      return "A mutex lets one task at a time in. The others stand in a line; the first of it is handed the "
             "lock when its holder gives it back.";
    case ResourceKind::semaphore:
      return "A semaphore has a number of permits. Whoever takes one while none is left waits in a line "
             "until "
             "one is given back.";
    case ResourceKind::notify:
      return "A notify wakes tasks that wait for it. A notification that nobody waits for is kept, but never "
             "more than one.";
    case ResourceKind::rw_lock:
      return "A lock for readers and writers: many may read at the same time, and whoever writes is alone.";
    case ResourceKind::barrier:
      return "A barrier keeps tasks until as many have come as it wants. The last one lets all of them go.";
    case ResourceKind::plain_lock:
      return "A plain lock is one as threads have it: whoever finds it taken waits and keeps the thread. On "
             "the loop's one thread its holder cannot run meanwhile to give it back.";
    case ResourceKind::once_cell:
      return "A once cell gets its value once. The first task that wants it makes it, the others wait for "
             "that.";
    case ResourceKind::watch:
      return "A watch has one value at a time. Whoever follows it waits for the next change, and sees only "
             "the "
             "latest value.";
    case ResourceKind::broadcast:
      return "A broadcast gives each message to all of its receivers. One that is too slow loses the oldest.";
  }
  return "";
}

std::string short_state(const ResourceState& r, const Names& names) {
  const std::string end = r.closed ? ", closed" : "";
  switch (r.kind) {
    case ResourceKind::plain_lock:
    case ResourceKind::mutex: return r.holders.empty() ? "free" : "held by " + who(holders_of(r), names);
    case ResourceKind::rw_lock:
      if (r.holders.empty()) return "free";
      return (is_shared(r) ? "read by " : "written by ") + who(holders_of(r), names);
    case ResourceKind::semaphore: return part(r) + " in use";
    case ResourceKind::once_cell:
      if (!r.holders.empty()) return "made by " + who(holders_of(r), names);
      return r.fill > 0 ? "has its value" : "empty";
    case ResourceKind::channel:
      if (!is_limited(r)) return (r.fill == 0 ? "empty" : count(r.fill, "message")) + end;
      return (r.fill >= r.capacity ? "full: " : r.fill == 0 ? "empty: " : "") + part(r) + end;
    case ResourceKind::oneshot: return (r.fill > 0 ? "sent" : "empty") + end;
    case ResourceKind::watch: return "has a value" + end;
    case ResourceKind::broadcast: return r.closed ? "closed" : "open";
    case ResourceKind::notify: return r.fill > 0 ? "one is kept" : "none is kept";
    case ResourceKind::barrier: return part(r) + " came";
  }
  return "";
}

std::string state_sentence(const ResourceState& r, const Names& names) {
  std::string what = names.resource(r.id);
  if (!what.empty() && what[0] >= 'a' && what[0] <= 'z') what[0] = static_cast<char>(what[0] - 'a' + 'A');
  std::string text = what + fact(r, names);
  if (r.closed) text += " It is closed: nothing will be sent into it any more.";
  if (r.waiters.empty()) return text + " Nobody waits for it.";
  if (r.kind == ResourceKind::plain_lock)
    return text + " " + names.task(r.waiters.front().task) + " waits for it and keeps the thread.";
  return text + " " + count(r.waiters.size(), "task") + (r.waiters.size() == 1 ? " waits" : " wait") +
         " for it.";
}

const ResourceState* lock_that_blocks(const World& world) {
  if (!world.occupied) return nullptr;
  for (const ResourceState& r : world.resources) {
    if (r.kind == ResourceKind::plain_lock && r.waited_for_by(world.polling)) return &r;
  }
  return nullptr;
}

bool is_passage(ResourceKind kind) {
  return kind == ResourceKind::channel || kind == ResourceKind::oneshot || kind == ResourceKind::watch ||
         kind == ResourceKind::broadcast;
}

bool is_over(const ResourceState& r) {
  return is_passage(r.kind) && r.closed && r.waiters.empty() &&
         (r.fill == 0 || r.kind == ResourceKind::watch);
}

}  // namespace loopglass
