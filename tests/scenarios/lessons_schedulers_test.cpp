// What the scenarios on scheduling promise to show, as figures.
#include <set>

#include "tests/scenarios/reading.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

/// When a task is polled for the first time.
Duration first_poll(const Reading& run, std::string_view of) {
  return run.events(EventKind::poll_began, of).at(0).time().time_since_epoch();
}

std::string runner(int n) { return "runner " + std::to_string(n); }

TEST_CASE("fairness/fifo: runners take turns, and end in the order in which they began, one lap apart") {
  const Reading run = reading(order("fairness", "fifo"));
  CHECK(run.took() == 160ms);
  for (int n = 1; n <= 4; ++n) {
    CHECK(first_poll(run, runner(n)) == (n - 1) * 10ms);
    CHECK(run.finished_at(runner(n)) == 160ms);
  }
  CHECK(run.events(EventKind::task_chosen).empty());
}

TEST_CASE("fairness/lifo: one runner is done before the next begins, and the first waits for all others") {
  const Reading run = reading(order("fairness", "lifo"));
  CHECK(run.took() == 160ms);
  for (int n = 1; n <= 4; ++n) {
    CHECK(first_poll(run, runner(n)) == (4 - n) * 40ms);
    CHECK(run.finished_at(runner(n)) == (5 - n) * 40ms);
  }
}

TEST_CASE("fairness/random: the work takes as long, and the seed decides who is ahead") {
  std::vector<Duration> ends;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Play play = order("fairness", "random");
    play.settings.seed = seed;
    const Reading run = reading(play);
    CHECK(run.took() == 160ms);
    ends.push_back(run.finished_at("runner 1"));
  }
  CHECK(*std::ranges::min_element(ends) < *std::ranges::max_element(ends));
}

TEST_CASE("starvation/fifo: patient has its third turn two steps of greedy later") {
  const Reading run = reading(order("starvation", "fifo"));
  CHECK(first_poll(run, "patient") == 0ms);
  CHECK(run.finished_at("patient") == 20ms);
  CHECK(run.finished_at("greedy") == 200ms);
}

TEST_CASE("starvation/lifo: patient gets no turn before greedy is done, however long that takes") {
  for (const std::int64_t steps : {20, 200}) {
    const Reading run = reading(with(order("starvation", "lifo"), "steps", steps));
    CHECK(first_poll(run, "patient") == run.finished_at("greedy"));
    CHECK(run.latest_tick("light") <= 3 * 10ms);
    CHECK(run.finished_at("greedy") == steps * 10ms);
  }
}

TEST_CASE("starvation/random: a patient task gets its turns while greedy goes on, for every seed") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Play play = with(order("starvation", "random"), "steps", 200);
    play.settings.seed = seed;
    const Reading run = reading(play);
    CHECK(run.finished_at("patient") < run.finished_at("greedy"));
  }
}

std::size_t letters_after_stop(const Reading& run) {
  const Duration stop = run.events(EventKind::token_cancelled).at(0).time().time_since_epoch();
  std::size_t letters = 0;
  for (const Event& e : run.events(EventKind::message_received, "reader")) {
    letters += e.time().time_since_epoch() >= stop ? 1 : 0;
  }
  return letters;
}

TEST_CASE("biased_select: mail first reads it all, stop first reads none after the stop, fair some") {
  const Reading mail = reading(order("biased_select", "mail_first"));
  CHECK(mail.events(EventKind::message_received, "reader").size() == 20);
  CHECK(mail.finished_at("reader") == 200ms);
  CHECK(letters_after_stop(reading(order("biased_select", "stop_first"))) <= 1);
  std::size_t most = 0;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    Play play = order("biased_select", "fair");
    play.settings.seed = seed;
    const Reading run = reading(play);
    CHECK(run.finished_at("reader") < 200ms);
    most = std::max(most, letters_after_stop(run));
  }
  CHECK(most > 1);
}

TEST_CASE("budget/off: the reader has all its letters in one poll, and the light is late by most of that") {
  const Reading run = reading(order("budget", "off"));
  CHECK(run.polls("reader") == 1);
  CHECK(run.finished_at("reader") == 200ms);
  CHECK(run.latest_tick("light") == 150ms);
}

TEST_CASE(
    "budget/on: eight letters a poll, the light waits for less than two such polls, the letters take as "
    "long") {
  const Reading run = reading(order("budget", "on"));
  CHECK(run.polls("reader") == 6);  // the last one hears that there is no more
  CHECK(run.finished_at("reader") == 200ms);
  CHECK(run.latest_tick("light") < 2 * 8 * 5ms);
  CHECK(run.events(EventKind::budget_spent, "reader").size() == 5);
  Play play = order("budget", "on");
  play.settings.schedule.budget = 1;
  CHECK(reading(play).latest_tick("light") < 2 * 5ms);
}

TEST_CASE("a budget does nothing for a computation that awaits nothing") {
  Play play = order("compute", "monopolise");
  const auto hash = reading(play).trace().hash();
  play.settings.schedule.budget = 1;
  CHECK(reading(play).events(EventKind::poll_began, "crunch").size() == 1);
  CHECK(reading(order("compute", "monopolise")).trace().hash() == hash);
}

TEST_CASE("who_runs_next: four loops, four orders of the same lines") {
  std::set<Lines> orders;
  std::set<Lines> lines;
  for (const char* loop : {"loopglass", "tokio", "asyncio", "node"}) {
    Lines output = reading(order("who_runs_next", loop)).output();
    orders.insert(output);
    std::ranges::sort(output);
    lines.insert(output);
  }
  CHECK(orders.size() == 4);
  CHECK(lines.size() == 1);
}

/// Whether one line is printed before another.
bool is_before(const Reading& run, std::string_view one, std::string_view other) {
  const auto place = [&](std::string_view begin) {
    return std::ranges::find_if(run.output(),
                                [&](const std::string& line) { return line.starts_with(begin); });
  };
  REQUIRE(place(one) != run.output().end());
  REQUIRE(place(other) != run.output().end());
  return place(one) < place(other);
}

TEST_CASE("who_runs_next: what each loop does first") {
  const Reading ours = reading(order("who_runs_next", "loopglass"));
  const Reading tokio = reading(order("who_runs_next", "tokio"));
  const Reading asyncio = reading(order("who_runs_next", "asyncio"));
  const Reading node = reading(order("who_runs_next", "node"));
  // Tokio and Node go on with what is spawned meanwhile before they look at the timers.
  for (const Reading* run : {&tokio, &node}) CHECK(is_before(*run, "grandchild: first", "main: awake"));
  // Here the timers are looked at a turn earlier, in asyncio a turn later than the grandchild's poll.
  CHECK(is_before(ours, "main: awake", "grandchild: first"));
  CHECK(is_before(asyncio, "grandchild: first", "main: awake"));
  // Who yields comes after the timers in Tokio and Node, before them here and in asyncio.
  for (const Reading* run : {&tokio, &node}) CHECK(is_before(*run, "sleeper: awake", "yielder: after"));
  for (const Reading* run : {&ours, &asyncio}) CHECK(is_before(*run, "yielder: after", "sleeper: awake"));
  // Only Node finishes what follows from one timer before it turns to the next.
  CHECK(is_before(node, "late: first", "sleeper: awake"));
  for (const Reading* run : {&ours, &tokio, &asyncio})
    CHECK(is_before(*run, "sleeper: awake", "late: first"));
}

TEST_CASE("yield_storm: looking is a poll and a self-wake each, waiting is two polls and no work") {
  const Reading look = reading(order("yield_storm", "look"));
  const Reading wait = reading(order("yield_storm", "wait"));
  CHECK(look.polls("cook") == look.events(EventKind::work_began, "cook").size() + 1);
  CHECK(look.polls("cook") > 40);
  CHECK(look.events(EventKind::parked).empty());
  for (const Event& wake : look.events(EventKind::task_woken, "cook")) {
    CHECK(static_cast<WakeReason>(wake.extra) == WakeReason::yield);
  }
  CHECK(wait.polls("cook") == 2);
  CHECK(wait.events(EventKind::work_began).empty());
  CHECK(wait.events(EventKind::parked).size() == 1);
  CHECK(wait.took() == 400us);
  CHECK(look.took() - wait.took() <= 10us);
}

}  // namespace
}  // namespace loopglass
