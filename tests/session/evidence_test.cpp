#include "app/session/evidence.hpp"

#include <algorithm>
#include <set>

#include "app/model/wait_cycle.hpp"
#include "app/model/warnings/kept_waiting.hpp"
#include "app/model/warnings/kinds.hpp"
#include "app/session/playback.hpp"
#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

const TaskState& who(const World& world, const Warning& warning) {
  const TaskState* task = world.task(warning.task);
  REQUIRE(task != nullptr);
  return *task;
}
bool holds_something(const World& world, const Warning& warning) {
  return std::ranges::any_of(world.resources,
                             [&](const ResourceState& r) { return r.held_by(warning.task) != nullptr; });
}

/// A kind of warning, a run that has it, the event that is its evidence, and what the world shows there.
struct Case {
  const WarningKind* kind;
  const char* recipe;
  EventKind event;
  bool (*is_seen)(const World& world, const Warning& warning);
};

constexpr Case cases[] = {
    {&warning::blocked_loop, "blocking/blocking", EventKind::work_began,
     [](const World& world, const Warning& w) {
       return world.occupied && world.polling == w.task && world.occupation.duration == 300ms;
     }},
    {&warning::never_yields, "budget/off", EventKind::await_ended,
     [](const World& world, const Warning& w) {
       return world.polling == w.task && warning::kept_waiting(world, world.now) == 1;
     }},
    {&warning::starved_task, "starvation/lifo", EventKind::poll_began,
     [](const World& world, const Warning& w) {
       return who(world, w).status == TaskStatus::queued && world.polling != TaskId::none;
     }},
    {&warning::self_wakes, "yield_storm/look", EventKind::poll_ended,
     [](const World& world, const Warning& w) {
       return who(world, w).status == TaskStatus::queued && who(world, w).self_wakes >= 16;
     }},
    {&warning::never_awaited, "lazy/forgotten", EventKind::future_created,
     [](const World& world, const Warning&) { return !world.unpolled.empty(); }},
    {&warning::lost_waker, "lost_waker/forgotten", EventKind::poll_ended,
     [](const World& world, const Warning& w) {
       return who(world, w).status == TaskStatus::waiting && !who(world, w).awaits.empty();
     }},
    {&warning::cancelled_inside, "cleanup/torn", EventKind::cancel_began,
     [](const World& world, const Warning& w) {
       return who(world, w).being_dropped && holds_something(world, w);
     }},
    {&warning::lock_over_await, "lock_across_await/plain_lock", EventKind::poll_ended,
     [](const World& world, const Warning& w) {
       return who(world, w).status == TaskStatus::waiting && holds_something(world, w);
     }},
    {&warning::wait_cycle, "deadlock/two_orders", EventKind::poll_ended,
     [](const World& world, const Warning& w) {
       return wait_cycle_of(world, w.task, Certainty::certain).size() == 2;
     }},
    {&warning::unbounded_growth, "channel/unbounded", EventKind::message_sent,
     [](const World& world, const Warning&) {
       return std::ranges::any_of(world.resources, [](const ResourceState& r) { return r.fill >= 8; });
     }},
    {&warning::panic_unheard, "unobserved/unobserved", EventKind::poll_ended,
     [](const World& world, const Warning& w) { return who(world, w).status == TaskStatus::panicked; }},
};

}  // namespace

TEST_CASE("of each kind of warning the evidence is an event where it can be seen") {
  std::set<const WarningKind*> shown;
  const auto look = [&](Run& run, const Case& c) {
    const auto& all = run.chronicle().warnings();
    const auto warning = std::ranges::find(all, c.kind, &Warning::kind);
    REQUIRE(warning != all.end());
    CHECK(run.trace()[warning->evidence].kind == c.event);
    CHECK(warning->evidence <= warning->event);
    CHECK(c.is_seen(run.chronicle().at(warning->evidence), *warning));
    shown.insert(c.kind);
  };
  for (const Case& c : cases) {
    INFO(c.kind->id);
    look(*played(c.recipe), c);
  }
  CHECK(shown.size() == warning::kinds().size());
}

TEST_CASE("of a call that keeps the thread the middle is seen, of anything else the event") {
  const auto blocking = played("blocking/blocking");
  const Warning& call = blocking->chronicle().warnings().front();
  CHECK(evidence_of(call, blocking->trace()) == Position(Instant(200ms)));
  CHECK(position_at(blocking->trace(), Instant(200ms)) == call.evidence);
  const auto deadlock = played("deadlock/two_orders");
  const Warning& ring = deadlock->chronicle().warnings().front();
  CHECK(evidence_of(ring, deadlock->trace()) == Position(ring.evidence));
}

}  // namespace loopglass
