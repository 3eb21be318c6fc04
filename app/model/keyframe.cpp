#include "app/model/keyframe.hpp"

#include <array>

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
  void difference(std::uint64_t a, std::uint64_t b) { difference(static_cast<std::int64_t>(a - b)); }

 private:
  std::vector<std::uint8_t>& to_;
};

class Unpacker {
 public:
  explicit Unpacker(const std::vector<std::uint8_t>& from) : at_(from.data()) {}

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

Instant time_of(const Trace& trace, EventNumber n) { return n == 0 ? Instant() : trace[n].time(); }

template <class Id>
void pack_ids(Packer& to, const SharedSequence<Id>& ids) {
  to.number(ids.size());
  std::uint64_t last = 0;
  for (const Id id : ids) {
    to.difference(raw(id), last);
    last = raw(id);
  }
}
template <class Id>
void unpack_ids(Unpacker& from, SharedSequence<Id>& ids) {
  std::uint64_t last = 0;
  for (std::uint64_t left = from.number(); left > 0; --left) {
    last = from.difference_to(last);
    ids.push_back(static_cast<Id>(last));
  }
}

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

/// Unpacks `count` values in groups: the trace is far larger than any cache, so what is read of it is asked
/// for before the first of a group needs it.
template <class State, class Unpack, class Ahead, class Place>
void in_groups(std::uint64_t count, Unpack unpack, Ahead ahead, Place place) {
  std::array<State, 16> some;
  while (count > 0) {
    const std::size_t group = count < some.size() ? static_cast<std::size_t>(count) : some.size();
    for (std::size_t i = 0; i < group; ++i) {
      unpack(some[i]);
      ahead(some[i]);
    }
    for (std::size_t i = 0; i < group; ++i) place(some[i]);
    count -= group;
  }
}

/// Memory that the copy of a world takes beside one that it comes from.
std::size_t bytes_beside(const World& world, const World& other) {
  std::size_t bytes = sizeof(World) + world.tokens.bytes_beside(other.tokens) +
                      world.resources.bytes_beside(other.resources) + world.jobs.bytes_beside(other.jobs) +
                      world.job_queue.bytes_beside(other.job_queue) +
                      world.workers.capacity() * sizeof(JobId) + world.sources.bytes_beside(other.sources) +
                      world.packets.bytes_beside(other.packets) + world.output.bytes_beside(other.output) +
                      world.awaiters.bytes_beside(other.awaiters) +
                      world.deadlines.bytes_beside(other.deadlines);
  for (std::size_t i = 0; i < world.resources.size() && i < 64; ++i) {
    bytes += world.resources[i].waiters.bytes() + world.resources[i].holders.bytes();
  }
  return bytes;
}

}  // namespace

Keyframe::Keyframe(const World& world, const Trace& trace, const Keyframe* before) : rest_(world) {
  Packer to(packed_);
  to.number(world.tasks.size());
  for (const TaskState& task : world.tasks) pack(to, task, world.position, trace);
  to.number(world.timers.size());
  for (const TimerState& timer : world.timers) pack(to, timer, world.position, trace);
  pack_ids(to, world.ready);
  pack_ids(to, world.unpolled);
  packed_.shrink_to_fit();
  rest_.tasks.clear();
  rest_.timers.clear();
  rest_.ready.clear();
  rest_.unpolled.clear();
  bytes_ = packed_.capacity() + bytes_beside(rest_, before ? before->rest_ : World{});
}

void Keyframe::restore(World& world, const Trace& trace) const {
  // The tasks that it had are written over: that is cheaper than to free and to ask for memory.
  SharedSequence<TaskState> tasks = std::move(world.tasks);
  world = rest_;
  Unpacker from(packed_);
  const std::uint64_t count = from.number();
  while (tasks.size() > count) tasks.pop_back();
  std::size_t next = 0;
  in_groups<TaskState>(
      count, [&](TaskState& t) { unpack(from, t, position()); },
      [&](const TaskState& t) {
        if (t.status_since != 0) __builtin_prefetch(&trace[t.status_since]);
        if (!t.awaits.empty()) __builtin_prefetch(&trace[t.awaits.back().since]);
      },
      [&](TaskState& t) {
        t.id = static_cast<TaskId>(next + 1);
        complete(t, trace);
        if (next < tasks.size()) {
          tasks.replace(next, t);
        } else {
          tasks.push_back(t);
        }
        ++next;
      });
  world.tasks = std::move(tasks);
  in_groups<TimerState>(
      from.number(), [&](TimerState& t) { t = unpack_timer(from, position()); },
      [&](const TimerState& t) { __builtin_prefetch(&trace[t.since]); },
      [&](TimerState& t) {
        complete(t, trace);
        world.timers.push_back(t);
      });
  unpack_ids(from, world.ready);
  unpack_ids(from, world.unpolled);
}

}  // namespace loopglass
