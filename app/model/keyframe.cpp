#include "app/model/keyframe.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <utility>

namespace loopglass {
namespace {

/// Writes numbers, small ones in few bytes: seven bits a byte, the lowest first.
class Packer {
 public:
  explicit Packer(std::vector<std::uint8_t>& to) : to_(to) {}

  void number(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) to_.push_back(static_cast<std::uint8_t>(n | 0x80));
    to_.push_back(static_cast<std::uint8_t>(n));
  }
  /// Of either sign.
  void difference(std::int64_t d) {
    number(static_cast<std::uint64_t>(d) << 1 ^ static_cast<std::uint64_t>(d >> 63));
  }
  void bytes(const std::vector<std::uint8_t>& bytes) { to_.insert(to_.end(), bytes.begin(), bytes.end()); }
  void difference(std::uint64_t a, std::uint64_t b) { difference(static_cast<std::int64_t>(a - b)); }

 private:
  std::vector<std::uint8_t>& to_;
};

class Unpacker {
 public:
  explicit Unpacker(const std::uint8_t* from) : at_(from) {}

  const std::uint8_t* at() const { return at_; }
  void skip(std::uint64_t bytes) { at_ += bytes; }

  std::uint64_t number() {
    std::uint64_t n = *at_ & 0x7fu;
    for (int shift = 7; (*at_++ & 0x80u) != 0; shift += 7) n |= std::uint64_t{*at_ & 0x7fu} << shift;
    return n;
  }
  std::int64_t difference() {
    const std::uint64_t n = number();
    return static_cast<std::int64_t>(n >> 1) ^ -static_cast<std::int64_t>(n & 1);
  }
  EventIndex difference_to(std::uint64_t b) {
    return static_cast<EventIndex>(b + static_cast<std::uint64_t>(difference()));
  }
  Duration duration() { return Duration(static_cast<std::int64_t>(number())); }

 private:
  const std::uint8_t* at_;
};

/// What the numbers of one task or timer are relative to, and where they stand.
struct Packed {
  const std::uint8_t* at = nullptr;
  EventNumber position = 0;
};

Instant time_of(const Trace& trace, EventNumber n) { return n == 0 ? Instant() : trace[n].time(); }

// What most tasks have alike takes one bit.
namespace alike {
constexpr unsigned child_of_main = 1;
constexpr unsigned on_time = 2;  // its status began when the event did, as in every trace that is whole
constexpr unsigned no_self_wakes = 4;
constexpr unsigned never_busy = 8;
constexpr unsigned a_wake_a_poll = 16;
constexpr unsigned one_await = 32;
constexpr unsigned no_awaits = 64;
}  // namespace alike

void pack(Packer& to, const TaskState& t, EventNumber position, const Trace& trace) {
  const Duration off = t.since - time_of(trace, t.status_since);
  const bool never_busy = t.busy == Duration::zero() && t.longest_poll == Duration::zero();
  const unsigned same =
      (raw(t.parent) == 1 ? alike::child_of_main : 0) | (off == Duration::zero() ? alike::on_time : 0) |
      (t.self_wakes == 0 ? alike::no_self_wakes : 0) | (never_busy ? alike::never_busy : 0) |
      (t.wakes == t.polls ? alike::a_wake_a_poll : 0) | (t.awaits.size() == 1 ? alike::one_await : 0) |
      (t.awaits.empty() ? alike::no_awaits : 0);
  to.number(same);
  to.number(static_cast<unsigned>(t.status) | static_cast<unsigned>(t.finish) << 3 |
            unsigned{t.abort_requested} << 6 | unsigned{t.result_taken} << 7 | unsigned{t.detached} << 8 |
            unsigned{t.being_dropped} << 9 | unsigned{t.in_place} << 10);
  if ((same & alike::child_of_main) == 0) to.number(raw(t.parent));
  to.number(position - t.status_since);
  to.difference(t.last_wake, t.status_since);
  to.difference(t.last_poll, t.status_since);
  if ((same & alike::on_time) == 0) to.difference(off.count());
  to.number(t.polls);
  if ((same & alike::a_wake_a_poll) == 0) to.difference(t.wakes, t.polls);
  if ((same & alike::no_self_wakes) == 0) to.number(t.self_wakes);
  const auto duration = [&](Duration d) { to.number(static_cast<std::uint64_t>(d.count())); };
  if (!never_busy) {
    duration(t.busy);
    duration(t.longest_poll);
  }
  duration(t.queued);
  duration(t.idle);
  if (t.awaits.size() > 1) to.number(t.awaits.size());
  for (const Await& a : t.awaits) to.difference(a.since, t.status_since);
}

/// Leaves to `complete` what has to be read from the trace.
void unpack(Unpacker& from, TaskState& t, EventNumber position) {
  const std::uint64_t same = from.number();
  const std::uint64_t flags = from.number();
  t.status = static_cast<TaskStatus>(flags & 7);
  t.finish = static_cast<FinishKind>(flags >> 3 & 7);
  t.abort_requested = (flags >> 6 & 1) != 0;
  t.result_taken = (flags >> 7 & 1) != 0;
  t.detached = (flags >> 8 & 1) != 0;
  t.being_dropped = (flags >> 9 & 1) != 0;
  t.in_place = (flags >> 10 & 1) != 0;
  t.parent = static_cast<TaskId>((same & alike::child_of_main) != 0 ? 1 : from.number());
  t.status_since = static_cast<EventIndex>(position - from.number());
  t.last_wake = from.difference_to(t.status_since);
  t.last_poll = from.difference_to(t.status_since);
  t.since = Instant(Duration((same & alike::on_time) != 0 ? 0 : from.difference()));
  t.polls = static_cast<std::uint32_t>(from.number());
  t.wakes = (same & alike::a_wake_a_poll) != 0 ? t.polls : from.difference_to(t.polls);
  t.self_wakes = (same & alike::no_self_wakes) != 0 ? 0 : static_cast<std::uint32_t>(from.number());
  const bool never_busy = (same & alike::never_busy) != 0;
  t.busy = never_busy ? Duration::zero() : from.duration();
  t.longest_poll = never_busy ? Duration::zero() : from.duration();
  t.queued = from.duration();
  t.idle = from.duration();
  t.awaits.clear();
  std::uint64_t awaits = (same & alike::no_awaits) != 0   ? 0
                         : (same & alike::one_await) != 0 ? 1
                                                          : from.number();
  for (; awaits > 0; --awaits) {
    Await await;
    await.since = from.difference_to(t.status_since);
    t.awaits.push_back(await);
  }
}

void complete(TaskState& t, const Trace& trace) {
  t.since += time_of(trace, t.status_since).time_since_epoch();
  for (Await& a : t.awaits) {
    const Event& began = trace[a.since];
    a.kind = static_cast<AwaitKind>(began.extra);
    a.object = began.subject;
    a.by = static_cast<FutureId>(began.value);
    a.site = began.site;
  }
}

void pack(Packer& to, const TimerState& t, EventNumber position, const Trace& trace) {
  const Event& set = trace[t.since];
  const std::int64_t delay = t.deadline.time_since_epoch().count() - static_cast<std::int64_t>(set.value);
  const std::int64_t off = (t.set_at - set.time()).count();
  const bool as_set = delay == 0 && off == 0;
  to.number((position - t.since) << 1 | (as_set ? 1u : 0u));
  if (as_set) return;
  to.difference(delay);
  to.difference(off);
}
/// Leaves to `complete` what has to be read from the trace.
TimerState unpack_timer(Unpacker& from, EventNumber position) {
  TimerState t;
  const std::uint64_t n = from.number();
  t.since = position - (n >> 1);
  if ((n & 1) != 0) return t;
  t.deadline = Instant(Duration(from.difference()));
  t.set_at = Instant(Duration(from.difference()));
  return t;
}
void complete(TimerState& t, const Trace& trace) {
  const Event& set = trace[t.since];
  t.id = static_cast<TimerId>(set.subject);
  t.task = set.task;
  t.deadline += Duration(static_cast<std::int64_t>(set.value));
  t.set_at += set.time().time_since_epoch();
}

/// A timer by when it is due, and its place among all.
using Due = std::pair<std::int64_t, std::uint32_t>;

/// Sorts them by when they are due; those that are due together stay as they stand.
void sort_by_deadline(std::vector<Due>& timers) {
  constexpr unsigned digit = 11;  // bits
  if (timers.empty()) return;
  const auto [first, last] = std::ranges::minmax(timers, {}, &Due::first);
  const auto span = static_cast<std::uint64_t>(last.first - first.first);
  std::vector<Due> sorted(timers.size());
  for (unsigned shift = 0; shift < 64 && span >> shift != 0; shift += digit) {
    std::array<std::uint32_t, (1u << digit) + 1> ends{};
    const auto digit_of = [&, from = first.first](const Due& due) {
      return static_cast<std::uint64_t>(due.first - from) >> shift & ((1u << digit) - 1);
    };
    for (const Due& due : timers) ++ends[digit_of(due) + 1];
    for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
    for (const Due& due : timers) sorted[ends[digit_of(due)]++] = due;
    timers.swap(sorted);
  }
}

/// Memory that the copy of a world takes beside one that it comes from.
std::size_t bytes_beside(const World& world, const World& other) {
  std::size_t bytes =
      sizeof(World) + world.tokens.bytes_beside(other.tokens) +
      world.resources.bytes_beside(other.resources) + world.jobs.bytes_beside(other.jobs) +
      world.job_queue.bytes_beside(other.job_queue) + world.workers.capacity() * sizeof(JobId) +
      world.sources.bytes_beside(other.sources) + world.packets.bytes_beside(other.packets) +
      world.output.bytes_beside(other.output) + world.awaiters.bytes_beside(other.awaiters) +
      world.ready.bytes_beside(other.ready) + world.unpolled.bytes_beside(other.unpolled) +
      world.deadlines.bytes_beside(other.deadlines) + world.timer_places.bytes_beside(other.timer_places);
  for (std::size_t i = 0; i < world.resources.size() && i < 64; ++i) {
    bytes += world.resources[i].waiters.bytes() + world.resources[i].holders.bytes();
  }
  return bytes;
}

void pack_task(Packer& to, std::vector<std::uint8_t>& room, std::uint32_t& last, const TaskState& task,
               EventNumber position, const Trace& trace) {
  room.clear();
  Packer packer(room);
  pack(packer, task, position, trace);
  to.number(raw(task.id) - last);
  to.number(room.size());
  to.bytes(room);
  last = raw(task.id);
}

/// The timers that have come and are still there, and those that are gone and were there before.
struct TimerDifference {
  std::vector<TimerState> come;   // by deadline
  std::vector<EventNumber> gone;  // by the events that set them
};

TimerDifference difference(const Changes& changes, EventNumber before) {
  // For each timer the last thing that became of it.
  std::vector<std::pair<EventNumber, std::size_t>> all;
  for (std::size_t i = 0; i < changes.timers.size(); ++i) all.emplace_back(changes.timers[i].timer.since, i);
  std::ranges::sort(all);
  std::vector<std::size_t> stay;
  TimerDifference found;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_last = i + 1 == all.size() || all[i + 1].first != all[i].first;
    if (!is_last) continue;
    const Changes::TimerChange& change = changes.timers[all[i].second];
    if (change.timer.since <= before) found.gone.push_back(change.timer.since);
    if (!change.is_gone) stay.push_back(all[i].second);
  }
  // Of those that are due together the one that came first is first.
  std::ranges::sort(stay, {}, [&](std::size_t i) { return std::pair(changes.timers[i].timer.deadline, i); });
  for (const std::size_t i : stay) found.come.push_back(changes.timers[i].timer);
  return found;
}

}  // namespace

Keyframe::Keyframe(const World& world, const Trace& trace, const Keyframe* before, const Changes* changes)
    : rest_(world), tasks_(static_cast<std::uint32_t>(world.tasks.size())) {
  Packer to(packed_);
  std::vector<std::uint8_t> room;
  std::uint32_t last = 0;
  const auto put_timers = [&](const auto& timers) {
    to.number(timers.size());
    for (const TimerState& timer : timers) pack(to, timer, world.position, trace);
  };
  if (before && changes) {
    before_ = before;
    std::vector<TaskId> changed = changes->tasks;
    std::ranges::sort(changed);
    const auto behind = std::ranges::unique(changed);
    changed.erase(behind.begin(), behind.end());
    std::erase_if(changed, [&](TaskId id) { return !world.task(id); });
    to.number(changed.size());
    for (const TaskId id : changed) pack_task(to, room, last, *world.task(id), world.position, trace);
    timers_at_ = packed_.size();
    const TimerDifference timers = difference(*changes, before->position());
    to.number(timers.gone.size());
    for (const EventNumber since : timers.gone) to.number(world.position - since);
    put_timers(timers.come);
  } else {
    to.number(world.tasks.size());
    for (const TaskState& task : world.tasks) pack_task(to, room, last, task, world.position, trace);
    timers_at_ = packed_.size();
    to.number(0);
    put_timers(world.timers);
  }
  packed_.shrink_to_fit();
  whole_bytes_ = before_ ? before_->whole_bytes_ : packed_.size();
  changed_bytes_ = before_ ? before_->changed_bytes_ + packed_.size() : 0;
  rest_.tasks.clear();
  rest_.timers.clear();
  bytes_ = packed_.capacity() + bytes_beside(rest_, before ? before->rest_ : World{});
}

/// All that it is made of, the whole one last.
std::vector<const Keyframe*> Keyframe::chain() const {
  std::vector<const Keyframe*> all;
  for (const Keyframe* k = this; k != nullptr; k = k->before_) all.push_back(k);
  return all;
}

void Keyframe::restore(World& world, const Trace& trace) const {
  // The tasks and timers that it had are written over: that is cheaper than to free and to ask for memory.
  SharedSequence<TaskState> tasks = std::move(world.tasks);
  SharedSequence<TimerState> timers = std::move(world.timers);
  world = rest_;
  world.tasks = std::move(tasks);
  world.timers = std::move(timers);
  restore_tasks(world, trace);
  restore_timers(world, trace);
}

void Keyframe::restore_tasks(World& world, const Trace& trace) const {
  // Where the last that was put away of each task stands.
  std::vector<Packed> last(tasks_);
  const std::vector<const Keyframe*> frames = chain();
  for (auto k = frames.rbegin(); k != frames.rend(); ++k) {
    Unpacker from((*k)->packed_.data());
    std::uint64_t id = 0;
    for (std::uint64_t left = from.number(); left > 0; --left) {
      id += from.number();
      const std::uint64_t bytes = from.number();
      last[id - 1] = {from.at(), (*k)->position()};
      from.skip(bytes);
    }
  }
  world.tasks.remake(last.size(), [&](std::size_t first, std::span<TaskState> tasks) {
    // The trace is far larger than any cache, so what is read of it is asked for before the first needs it.
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      if (first + i + 32 < last.size()) __builtin_prefetch(last[first + i + 32].at);
      TaskState& t = tasks[i];
      t.id = static_cast<TaskId>(first + i + 1);
      Unpacker from(last[first + i].at);
      unpack(from, t, last[first + i].position);
      if (t.status_since != 0) __builtin_prefetch(&trace[t.status_since]);
      if (!t.awaits.empty()) __builtin_prefetch(&trace[t.awaits.back().since]);
    }
    for (TaskState& t : tasks) complete(t, trace);
  });
}

void Keyframe::restore_timers(World& world, const Trace& trace) const {
  // From the newest back: what is gone later is not taken any more.
  std::vector<bool> gone(position() + 1);  // by the event that set it
  std::vector<TimerState> all;
  std::vector<std::size_t> begins;  // of each keyframe's part
  for (const Keyframe* k : chain()) {
    Unpacker from(k->packed_.data() + k->timers_at_);
    std::vector<EventNumber> gone_here(from.number());
    for (EventNumber& since : gone_here) since = k->position() - from.number();
    begins.push_back(all.size());
    for (std::uint64_t left = from.number(); left > 0; --left) {
      const TimerState timer = unpack_timer(from, k->position());
      if (!gone[timer.since]) all.push_back(timer);
    }
    for (const EventNumber since : gone_here) gone[since] = true;
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i + 16 < all.size()) __builtin_prefetch(&trace[all[i + 16].since]);
    complete(all[i], trace);
  }
  // Of those that are due together the one that came first is first.
  std::vector<Due> order;
  order.reserve(all.size());
  for (std::size_t end = all.size(); !begins.empty(); begins.pop_back()) {
    for (std::size_t i = begins.back(); i < end; ++i)
      order.emplace_back(all[i].deadline.time_since_epoch().count(), static_cast<std::uint32_t>(i));
    end = begins.back();
  }
  sort_by_deadline(order);
  world.timers.remake(order.size(), [&](std::size_t first, std::span<TimerState> timers) {
    for (std::size_t i = 0; i < timers.size(); ++i) timers[i] = all[order[first + i].second];
  });
}

}  // namespace loopglass
