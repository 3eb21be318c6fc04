#include "app/model/world.hpp"

#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

constexpr TaskId A{1};
constexpr TaskId B{2};

std::int64_t ms(std::int64_t n) { return n * 1'000'000; }

/// The world after hand-made events.
World world_after(std::initializer_list<Event> events) {
  World world;
  for (const Event& event : events) apply(world, event);
  return world;
}

Event spawned(TaskId task, std::uint32_t parent = 0, std::int64_t time = 0) {
  return {.time_ns = time, .kind = EventKind::task_spawned, .task = task, .subject = parent};
}
Event poll_began(TaskId task, std::int64_t time = 0) {
  return {.time_ns = time, .kind = EventKind::poll_began, .task = task};
}
Event poll_ended(TaskId task, PollEnd end, std::int64_t time = 0) {
  return {
      .time_ns = time, .kind = EventKind::poll_ended, .detail = static_cast<std::uint8_t>(end), .task = task};
}
Event woken(TaskId task, WakeOutcome outcome, std::int64_t time = 0) {
  return {.time_ns = time,
          .kind = EventKind::task_woken,
          .detail = static_cast<std::uint8_t>(outcome),
          .task = task};
}
Event finished(TaskId task, FinishKind kind, std::int64_t time = 0) {
  return {.time_ns = time,
          .kind = EventKind::task_finished,
          .detail = static_cast<std::uint8_t>(kind),
          .task = task};
}
Event await_began(TaskId task, AwaitKind kind, std::uint32_t object, std::uint64_t by) {
  return {.kind = EventKind::await_began,
          .extra = static_cast<std::uint16_t>(kind),
          .task = task,
          .subject = object,
          .value = by};
}
Event await_ended(TaskId task, AwaitKind kind, std::uint32_t object, std::uint64_t by) {
  Event event = await_began(task, kind, object, by);
  event.kind = EventKind::await_ended;
  return event;
}
Event about_future(EventKind kind, std::uint32_t id, std::uint8_t detail = 0) {
  return {.kind = kind, .detail = detail, .subject = id};
}
Event timer_set(std::uint32_t id, TaskId task, std::int64_t deadline) {
  return {.kind = EventKind::timer_set,
          .task = task,
          .subject = id,
          .value = static_cast<std::uint64_t>(deadline)};
}

std::vector<std::pair<AwaitKind, std::uint32_t>> stack(const World& world, TaskId task) {
  std::vector<std::pair<AwaitKind, std::uint32_t>> objects;
  for (const Await& await : world.task(task)->awaits) objects.emplace_back(await.kind, await.object);
  return objects;
}
using Stack = std::vector<std::pair<AwaitKind, std::uint32_t>>;

Future<> worker(Duration d) {
  co_await sleep(d);
  work(10ms);
  co_await yield_now();
  block(20ms);
}
Future<> slow() { co_await sleep(1s); }
Future<> two_workers_and_a_timeout(Settings) {
  auto first = spawn(worker(30ms), "first");
  auto second = spawn(worker(35ms), "second");
  static_cast<void>(co_await timeout(5ms, slow()));
  (co_await first).unwrap();
  second.abort();
  static_cast<void>(co_await second);
}

Future<> stacked_inner() { co_await sleep(100ms); }
Future<> stacked_middle() { co_await stacked_inner(); }
Future<> stacked(Settings) {
  static_cast<void>(co_await timeout(50ms, stacked_middle()));
  co_await sleep(10ms);
}

}  // namespace

TEST_CASE("a task is queued when spawned, leaves the head of the queue when polled, and waits when pending") {
  World world = world_after({spawned(A), spawned(B, 1)});
  CHECK(world.ready == std::vector{A, B});
  CHECK(world.task(B)->parent == A);
  apply(world, poll_began(A));
  CHECK(world.ready == std::vector{B});
  CHECK(world.polling == A);
  CHECK(world.task(A)->status == TaskStatus::polling);
  apply(world, poll_ended(A, PollEnd::pending));
  CHECK(world.polling == TaskId::none);
  CHECK(world.task(A)->status == TaskStatus::waiting);
  CHECK(world.task(A)->polls == 1);
}

TEST_CASE("a wake queues a waiting task once") {
  World world = world_after({spawned(A), poll_began(A), poll_ended(A, PollEnd::pending)});
  apply(world, woken(A, WakeOutcome::queued));
  apply(world, woken(A, WakeOutcome::coalesced));
  CHECK(world.ready == std::vector{A});
  CHECK(world.task(A)->wakes == 2);
  CHECK(world.task(A)->last_wake == 4);
  CHECK(world.task(A)->self_wakes == 0);
}

TEST_CASE("a task that is woken during its poll goes to the back of the queue when the poll ends") {
  World world = world_after({spawned(A), spawned(B), poll_began(A), woken(A, WakeOutcome::after_poll)});
  CHECK(world.ready == std::vector{B});
  apply(world, poll_ended(A, PollEnd::pending_requeued));
  CHECK(world.ready == std::vector{B, A});
  CHECK(world.task(A)->self_wakes == 1);
}

TEST_CASE("busy, queued and idle time are what passed in each state") {
  const World world =
      world_after({spawned(A, 0, ms(1)), poll_began(A, ms(3)), poll_ended(A, PollEnd::pending, ms(10)),
                   woken(A, WakeOutcome::queued, ms(15)), poll_began(A, ms(16)),
                   poll_ended(A, PollEnd::ready, ms(20)), finished(A, FinishKind::returned, ms(20))});
  const TaskState& task = *world.task(A);
  CHECK(task.queued == 3ms);
  CHECK(task.busy == 11ms);
  CHECK(task.idle == 5ms);
  CHECK(task.longest_poll == 7ms);
  CHECK(task.status == TaskStatus::returned);
  CHECK(task.finish == FinishKind::returned);
}

TEST_CASE("the await stack holds what a task waits for, outermost first") {
  World world = world_after({spawned(A), poll_began(A)});
  apply(world, await_began(A, AwaitKind::future, 2, 1));
  apply(world, await_began(A, AwaitKind::timer, 1, 2));
  CHECK(stack(world, A) == Stack{{AwaitKind::future, 2}, {AwaitKind::timer, 1}});
  apply(world, await_ended(A, AwaitKind::timer, 1, 2));
  CHECK(stack(world, A) == Stack{{AwaitKind::future, 2}});
  apply(world, await_ended(A, AwaitKind::future, 2, 1));
  CHECK(stack(world, A).empty());
}

TEST_CASE("when a timeout is over, so are the awaits of both its branches") {
  // Future 1 awaits timeout 3; its branches are future 2, which awaits timer 2, and timer 1.
  World world = world_after({spawned(A), poll_began(A), await_began(A, AwaitKind::timeout, 3, 1),
                             await_began(A, AwaitKind::future, 2, 3), await_began(A, AwaitKind::timer, 1, 3),
                             await_began(A, AwaitKind::timer, 2, 2)});
  CHECK(stack(world, A).size() == 4);
  apply(world, await_ended(A, AwaitKind::timer, 1, 3));
  CHECK(stack(world, A) == Stack{{AwaitKind::timeout, 3}, {AwaitKind::future, 2}, {AwaitKind::timer, 2}});
  apply(world, await_ended(A, AwaitKind::timeout, 3, 1));
  CHECK(stack(world, A).empty());
}

TEST_CASE("when a group is over, so are the awaits of all its branches") {
  for (const AwaitKind group : {AwaitKind::all, AwaitKind::any}) {
    World world =
        world_after({spawned(A), poll_began(A), await_began(A, group, 3, 1), await_began(A, group, 4, 3),
                     await_began(A, AwaitKind::future, 2, 4), await_began(A, AwaitKind::timer, 1, 2)});
    CHECK(stack(world, A).size() == 4);
    apply(world, await_ended(A, group, 3, 1));
    CHECK(stack(world, A).empty());
  }
}

TEST_CASE("the stack of a real run goes through a timeout down to the sleep") {
  const PlayedFunction run(stacked);
  const Trace& trace = run->trace();
  EventNumber first_pending = 1;
  while (trace[first_pending].kind != EventKind::poll_ended) ++first_pending;
  const auto kinds_at = [&](EventNumber n) {
    std::vector<AwaitKind> kinds;
    for (const Await& await : run->chronicle().at(n).task(A)->awaits) kinds.push_back(await.kind);
    return kinds;
  };
  CHECK(kinds_at(first_pending) == std::vector{AwaitKind::timeout, AwaitKind::future, AwaitKind::timer,
                                               AwaitKind::future, AwaitKind::timer});
  EventNumber second_pending = first_pending + 1;
  while (trace[second_pending].kind != EventKind::poll_ended) ++second_pending;
  // The deadline has won: nothing of its branches is left, and main waits for a sleep of its own.
  CHECK(kinds_at(second_pending) == std::vector{AwaitKind::timer});
}

TEST_CASE("dropping a future forgets its awaits, and it is no longer unpolled") {
  World world = world_after({spawned(A), poll_began(A), about_future(EventKind::future_created, 2),
                             about_future(EventKind::future_created, 3)});
  CHECK(world.unpolled == std::vector{FutureId{2}, FutureId{3}});
  apply(world, await_began(A, AwaitKind::future, 2, 1));
  apply(world, await_began(A, AwaitKind::timer, 1, 2));
  CHECK(world.unpolled == std::vector{FutureId{3}});
  apply(world, about_future(EventKind::future_dropped, 2, 1));
  CHECK(stack(world, A).empty());
  apply(world, about_future(EventKind::future_dropped, 3));
  CHECK(world.unpolled.empty());
}

TEST_CASE("timers stand in the order in which they fire") {
  World world = world_after({spawned(A), timer_set(1, A, ms(30)), timer_set(2, A, ms(10)),
                             timer_set(3, A, ms(30)), timer_set(4, A, ms(20))});
  const auto order = [&] {
    std::vector<std::uint32_t> ids;
    for (const TimerState& timer : world.timers) ids.push_back(raw(timer.id));
    return ids;
  };
  CHECK(order() == std::vector<std::uint32_t>{2, 4, 1, 3});
  apply(world, {.kind = EventKind::timer_cancelled, .subject = 4});
  apply(world, {.kind = EventKind::timer_fired, .task = A, .subject = 2});
  CHECK(order() == std::vector<std::uint32_t>{1, 3});
}

TEST_CASE("an aborted task is dropped on its turn and counts as cancelled") {
  World world = world_after({spawned(A), spawned(B), poll_began(A)});
  apply(world, {.kind = EventKind::abort_requested, .task = A, .subject = 2});
  CHECK(world.task(B)->abort_requested);
  apply(world, poll_ended(A, PollEnd::pending));
  apply(world, {.kind = EventKind::cancel_began, .task = B});
  CHECK(world.ready.empty());
  CHECK(world.polling == B);
  CHECK(world.task(B)->being_dropped);
  apply(world, finished(B, FinishKind::cancelled_unpolled));
  CHECK(world.polling == TaskId::none);
  CHECK(world.task(B)->status == TaskStatus::cancelled);
  CHECK(world.task(B)->polls == 0);
  CHECK_FALSE(world.task(B)->being_dropped);
}

TEST_CASE("a child of a cancelled token is born cancelled") {
  World world = world_after({{.kind = EventKind::token_created, .subject = 1},
                             {.kind = EventKind::token_cancelled, .subject = 1},
                             {.kind = EventKind::token_created, .subject = 2, .value = 1}});
  CHECK(world.token(TokenId{2})->cancelled);
  CHECK(world.token(TokenId{3}) == nullptr);
}

TEST_CASE("a task's busy, queued and idle time add up to its life, in every scenario") {
  auto recipes = all_recipes();
  recipes.emplace_back("two workers and a timeout");
  const std::string recipe = GENERATE_COPY(from_range(recipes));
  CAPTURE(recipe);
  const PlayedFunction function(two_workers_and_a_timeout);
  const auto scenario_run = recipe == recipes.back() ? nullptr : played(recipe);
  const Run& run = scenario_run ? *scenario_run : *function;

  std::vector<Instant> born(1);
  std::vector<Instant> died(1);
  for (EventNumber n = 1; n <= run.trace().size(); ++n) {
    const Event& event = run.trace()[n];
    if (event.kind == EventKind::task_spawned) born.push_back(event.time());
    if (event.kind == EventKind::task_finished) {
      died.resize(std::max<std::size_t>(died.size(), raw(event.task) + 1));
      died[raw(event.task)] = event.time();
    }
  }
  for (const TaskState& task : run.chronicle().latest().tasks) {
    CAPTURE(run.chronicle().names().task(task.id));
    CHECK(task.busy + task.queued + task.idle == died.at(raw(task.id)) - born.at(raw(task.id)));
  }
}

TEST_CASE("one task is polled at a time, and the queue holds exactly the queued tasks, in every scenario") {
  const std::string recipe = GENERATE(from_range(all_recipes()));
  CAPTURE(recipe);
  const auto run = played(recipe);
  for (EventNumber n = 0; n <= run->trace().size(); ++n) {
    const World& world = run->chronicle().at(n);
    std::size_t queued = 0;
    std::size_t polling = 0;
    for (const TaskState& task : world.tasks) {
      queued += task.status == TaskStatus::queued ? 1 : 0;
      polling += task.status == TaskStatus::polling ? 1 : 0;
    }
    REQUIRE(queued == world.ready.size());
    REQUIRE(polling == (world.polling == TaskId::none ? 0 : 1));
  }
  const World& end = run->chronicle().latest();
  CHECK(end.ended);
  CHECK(end.ready.empty());
  CHECK(end.timers.empty());
  CHECK(end.unpolled.empty());
}

}  // namespace loopglass
