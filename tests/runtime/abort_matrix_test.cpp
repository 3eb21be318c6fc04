// Every way in which a task can end × every moment at which it can be aborted × what became of its handle.
#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

enum class Body { returns, panics };
enum class Moment { never, before_first_poll, queued, waiting, by_itself, by_itself_at_its_end, finished };
enum class Handle { kept, dropped };

struct Answer {
  int number;
  Probe probe;
};

struct Story {
  Body body;
  Moment moment;
  GateState gate{};
  AbortHandle abort{};
  Tally parameters{}, locals{}, answers{};
  Lines destroyed{};
};

Future<Answer> subject(Story* story, Probe, Leaving) {
  const Probe local(story->locals);
  const Leaving leaving(story->destroyed, "local");
  if (story->moment == Moment::by_itself || story->moment == Moment::by_itself_at_its_end) {
    story->abort.abort();
  }
  co_await Gate(story->gate);
  if (story->body == Body::panics) panic("boom");
  co_return Answer{7, Probe(story->answers)};
}

struct Expected {
  int polls;
  bool wins;  // the body's own end, not the abort
  AbortOutcome outcome;
};

Expected expected_of(Moment moment) {
  switch (moment) {
    case Moment::never: return {2, true, {}};
    case Moment::before_first_poll: return {0, false, AbortOutcome::was_queued};
    case Moment::queued: return {1, false, AbortOutcome::was_queued};
    case Moment::waiting: return {1, false, AbortOutcome::queued};
    case Moment::by_itself: return {1, false, AbortOutcome::after_poll};
    case Moment::by_itself_at_its_end: return {1, true, AbortOutcome::after_poll};
    case Moment::finished: return {1, true, AbortOutcome::too_late};
  }
  return {};
}

/// Aborts, and sees that nothing is destroyed, polled or finished inside that call.
void abort_from_outside(Loop& loop, Story& story) {
  const int parameters = story.parameters.alive();
  const int locals = story.locals.alive();
  const int answers = story.answers.alive();
  const int polls = story.gate.polls;
  const auto finished = loop.events(EventKind::task_finished).size();
  story.abort.abort();
  CHECK(story.parameters.alive() == parameters);
  CHECK(story.locals.alive() == locals);
  CHECK(story.answers.alive() == answers);
  CHECK(story.gate.polls == polls);
  CHECK(loop.events(EventKind::task_finished).size() == finished);
}

void play(Loop& loop, Story& story) {
  story.gate.open = story.moment == Moment::by_itself_at_its_end || story.moment == Moment::finished;
  if (story.moment == Moment::before_first_poll) return abort_from_outside(loop, story);
  loop.tick();
  if (story.moment == Moment::never || story.moment == Moment::queued) {
    story.gate.open = true;
    story.gate.waker.wake();
  }
  if (story.moment == Moment::queued || story.moment == Moment::waiting || story.moment == Moment::finished) {
    abort_from_outside(loop, story);
  }
}

void check_result(JoinHandle<Answer>& handle, const Story& story, bool wins) {
  REQUIRE(handle.is_finished());
  auto result = handle.try_take();
  REQUIRE(result);
  if (!wins) {
    REQUIRE_FALSE(result->ok());
    CHECK(result->error().is_cancelled());
  } else if (story.body == Body::panics) {
    REQUIRE_FALSE(result->ok());
    CHECK(result->error().is_panic());
    CHECK(result->error().message() == "boom");
  } else {
    REQUIRE(result->ok());
    CHECK(result->value().number == 7);
  }
}

TEST_CASE("an abort drops a task once, on the loop's turn, unless its own end comes first") {
  const auto body = GENERATE(Body::returns, Body::panics);
  const auto moment = GENERATE(Moment::never, Moment::before_first_poll, Moment::queued, Moment::waiting,
                               Moment::by_itself, Moment::by_itself_at_its_end, Moment::finished);
  const auto kept = GENERATE(Handle::kept, Handle::dropped);
  const bool panics = body == Body::panics;
  const bool was_dropped = kept == Handle::dropped;
  CAPTURE(panics, static_cast<int>(moment), was_dropped);
  const Expected expected = expected_of(moment);

  Story story{.body = body, .moment = moment};
  {
    Loop loop;
    std::optional<JoinHandle<Answer>> handle = loop.spawn(
        subject(&story, Probe(story.parameters), Leaving(story.destroyed, "parameter")), "subject");
    const TaskId task = handle->id();
    story.abort = handle->abort_handle();
    CHECK(story.parameters.alive() == 1);
    CHECK(story.locals.made == 0);
    if (kept == Handle::dropped) handle.reset();

    play(loop, story);
    loop.run();

    // All of the frame is gone when the loop has had its turn; nothing waits for the executor's end.
    CHECK(story.parameters.alive() == 0);
    CHECK(story.locals.alive() == 0);
    CHECK(story.locals.made == (expected.polls == 0 ? 0 : 1));
    CHECK(story.destroyed == (expected.polls == 0 ? Lines{"parameter"} : Lines{"local", "parameter"}));
    const int answers = expected.wins && body == Body::returns ? 1 : 0;
    CHECK(story.answers.alive() == (handle ? answers : 0));

    CHECK(loop.polls(task) == expected.polls);
    CHECK(story.gate.polls == expected.polls);

    const auto requests = loop.events(EventKind::abort_requested);
    if (moment == Moment::never) {
      CHECK(requests.empty());
    } else {
      REQUIRE(requests.size() == 1);
      CHECK(requests[0].subject == raw(task));
      CHECK(static_cast<AbortOutcome>(requests[0].detail) == expected.outcome);
    }
    CHECK(loop.events(EventKind::cancel_began, task).size() == (expected.wins ? 0u : 1u));
    const auto finished = loop.events(EventKind::task_finished, task);
    REQUIRE(finished.size() == 1);
    CHECK(static_cast<FinishKind>(finished[0].detail) ==
          (expected.wins         ? (panics ? FinishKind::panicked : FinishKind::returned)
           : expected.polls == 0 ? FinishKind::cancelled_unpolled
                                 : FinishKind::cancelled));

    if (handle) check_result(*handle, story, expected.wins);
  }
  CHECK(story.parameters.made == story.parameters.destroyed);
  CHECK(story.locals.made == story.locals.destroyed);
  CHECK(story.answers.made == story.answers.destroyed);
}

}  // namespace
}  // namespace loopglass
