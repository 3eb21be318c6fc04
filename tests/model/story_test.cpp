#include "app/model/story.hpp"

#include <algorithm>

#include "app/model/explain.hpp"
#include "app/model/stuck.hpp"
#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

/// What is told of a run, from the line that begins with `from` on.
std::vector<std::string> story_of(const Run& run) {
  std::vector<std::string> lines;
  for (const StoryLine& line : tell(run.trace(), run.chronicle().warnings())) lines.push_back(line.text);
  return lines;
}

bool tells(const Run& run, const std::string& sentence) {
  const auto story = story_of(run);
  const bool found = std::ranges::find(story, sentence) != story.end();
  if (!found) {
    for (const std::string& line : story) UNSCOPED_INFO(line);
  }
  return found;
}

Future<> child_that_panics() {
  panic("two\nlines");
  co_return;
}
Future<> forever() { co_await sleep(1h); }
Future<> detaches_and_leaves(Settings) {
  { auto lost = spawn(child_that_panics(), "lost"); }
  { auto alive = spawn(forever(), "alive"); }
  co_await sleep(1ms);
  auto unpolled = spawn(forever(), "unpolled");
}
Future<> ticks(Settings) {
  Interval every(10ms);
  static_cast<void>(co_await every.tick());
  block(35ms);
  for (int i = 0; i < 3; ++i) static_cast<void>(co_await every.tick());
}
Future<> slow() { co_await sleep(1s); }
Future<> times_out(Settings) { static_cast<void>(co_await timeout(5ms, slow())); }
Future<> waits_side_by_side(Settings) {
  co_await join(sleep(1ms), timeout(5ms, slow()));
  co_await select_biased(sleep(20ms), join(sleep(10ms), sleep(30ms)));
  auto merged = stream_of(std::vector{1, 2}).merge(ticks_every(1s).take(1).map([](Instant) { return 3; }));
  while (auto item = co_await merged.next()) println(*item);
  co_await for_each_concurrent(std::views::iota(0, 3), 2, [](int) { return sleep(1ms); });
  JoinSet<> set;
  for (int i = 0; i < 2; ++i) set.spawn(slow());
  static_cast<void>(co_await set.join_next());
}
Future<> waits_for_ever(Settings) {
  const CancellationToken token;
  co_await token.cancelled();
}

void check_sentences(const Run& run) {
  const Trace& trace = run.trace();
  Names names;
  World world;
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    names.observe(trace, trace[n]);
    const std::string sentence = explain(trace, names, world, trace[n]);
    CAPTURE(n, name(trace[n].kind), sentence);
    REQUIRE_FALSE(sentence.empty());
    REQUIRE(sentence.back() == '.');
    REQUIRE(sentence.find("unknown") == std::string::npos);
    REQUIRE(sentence.find("something") == std::string::npos);
    REQUIRE(sentence.find('\n') == std::string::npos);
    apply(world, trace[n]);
  }
}

TEST_CASE("a sleep whose time has come before it begins is told as one without a wait") {
  const auto run = played("blocking/blocking");
  const auto sentence = [&](EventNumber n) {
    return explain(run->trace(), run->chronicle().names(), run->chronicle().at(n - 1), run->trace()[n]);
  };
  std::vector<EventNumber> ends;
  const Trace& trace = run->trace();
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    if (trace[n].kind == EventKind::await_ended && run->chronicle().names().task(trace[n].task) == "light 1")
      ends.push_back(n);
  }
  REQUIRE(ends.size() == 4);  // due at 100, 200, 300 and 400 ms; the first three are over at 350 ms
  CHECK(sentence(ends[0]) == "The sleep is over: light 1 goes on from its await.");
  for (const EventNumber n : {ends[1], ends[2]})
    CHECK(sentence(n) == "The time of this sleep has come already: light 1 goes on at once, without a wait.");
  CHECK(sentence(ends[3]) == "The sleep is over: light 1 goes on from its await.");
}

}  // namespace

TEST_CASE("every event of every scenario has a sentence that ends with a full stop") {
  const std::string recipe = GENERATE(from_range(all_recipes()));
  CAPTURE(recipe);
  check_sentences(*played(recipe));
}

TEST_CASE("so has every event of runs that end badly") {
  check_sentences(*PlayedFunction(detaches_and_leaves));
  check_sentences(*PlayedFunction(ticks));
  check_sentences(*PlayedFunction(times_out));
  check_sentences(*PlayedFunction(waits_for_ever));
  check_sentences(*PlayedFunction(waits_side_by_side));
}

TEST_CASE("the story of hello shows that a call runs nothing") {
  CHECK(story_of(*played("hello")) ==
        std::vector<std::string>{
            "The program starts: main is the first task in the ready queue.",
            "The executor takes main from the head of the ready queue and polls it for the first time.",
            "main calls greet(): that makes a future, and runs nothing yet.",
            "main prints “main: greet is called, and has not begun”.",
            "main awaits greet(): it is polled in place, as a part of the same task.",
            "main prints “greet: I run now”.",
            "greet() has ended: main goes on from its await.",
            "main prints “hello, world”.",
            "main is done: its function has returned.",
            "main is done, so the run ends.",
        });
}

TEST_CASE("a wake is told with its cause, and with its delay") {
  CHECK(
      tells(*played("lazy/awaited"), "Timer 1 is due; its waker puts main at the back of the ready queue."));
  CHECK(
      tells(*played("join"),
            "The waker that main left with the handle of weather puts main at the back of the ready queue."));
  CHECK(tells(*played("blocking/blocking"),
              "Timer 2 was due at 100 ms and is 250 ms late; its waker puts light 1 at the back of the ready "
              "queue."));
  CHECK(tells(*played("token"),
              "main wakes watcher: the waker left with token 3 puts it at the back of the ready "
              "queue."));
}

TEST_CASE("a task that has to wait says for what") {
  CHECK(tells(*played("lazy/awaited"),
              "main is pending and gives the thread back: it waits for timer 1, due at 300 ms."));
  CHECK(tells(*played("join"),
              "main is pending and gives the thread back: it waits for the result of weather."));
  CHECK(tells(*PlayedFunction(times_out),
              "main is pending and gives the thread back: it waits for timer 1, due at "
              "5 ms, or timer 2, due at 1 s."));
  CHECK(tells(*played("compute/yield_now"),
              "crunch yields: it gives the thread back and goes to the back of the ready queue."));
}

TEST_CASE("a task that waits for several futures says for which, and whether it needs them all") {
  const PlayedFunction run(waits_side_by_side);
  const std::string waits = "main is pending and gives the thread back: it waits for ";
  CHECK(tells(*run, waits + "timer 1, due at 1 ms, and timer 2, due at 5 ms, or timer 3, due at 1 s."));
  CHECK(tells(*run, waits + "timer 4, due at 25 ms, or timer 5, due at 15 ms, and timer 6, due at 35 ms."));
}

TEST_CASE("the end of a run says what becomes of the tasks that are left") {
  const PlayedFunction run(detaches_and_leaves);
  CHECK(
      tells(*run,
            "lost has panicked with “two lines”: an exception has left its function. Its handle is dropped, "
            "so nobody hears of it."));
  CHECK(tells(*run, "main is done, so the run ends; 2 tasks are left and cancelled."));
  CHECK(tells(*run, "The run is over, so the future of alive is dropped where it waits."));
  CHECK(tells(*run, "The run is over, so the future of unpolled is dropped."));
  CHECK(tells(*run, "unpolled is cancelled before its first poll: none of its code ran."));
}

TEST_CASE(
    "the end of a run that is stuck says who waits for what, and that nobody is left who could give it") {
  const std::string stuck = "Nothing can wake a task any more, so the run is stuck and ends: ";
  CHECK(tells(*PlayedFunction(waits_for_ever),
              stuck +
                  "main waits for token 1, and nobody who could cancel it can run any more; 1 task is left "
                  "and cancelled."));
  CHECK(tells(*played("deadlock/two_orders"),
              stuck +
                  "ann waits for mutex fork, which ben holds; ben waits for mutex knife, which ann holds; 3 "
                  "tasks are left and cancelled."));
}

TEST_CASE("who is stuck is said in few words where there is little room") {
  const auto brief = [](Run& run) {
    const Trace& trace = run.trace();
    for (EventNumber n = 1; n <= trace.size(); ++n) {
      if (trace[n].kind == EventKind::shutdown_began)
        return who_is_stuck_in_brief(run.chronicle().at(n - 1), run.chronicle().names());
    }
    return std::string();
  };
  CHECK(brief(*PlayedFunction(waits_for_ever)) == "main waits for token 1");
  CHECK(brief(*played("deadlock/two_orders")) == "ann and ben wait for each other");
}

TEST_CASE("the loop is not said to sleep until a time that has passed") {
  for (const std::string& line : story_of(*played("compute/monopolise"))) {
    CHECK(line.find("sleeps until 50 ms") == std::string::npos);
  }
}

TEST_CASE("a warning stands in the story where it became certain") {
  const auto run = played("blocking/blocking");
  const auto story = tell(run->trace(), run->chronicle().warnings());
  const auto warning = std::ranges::find(story, true, &StoryLine::is_warning);
  REQUIRE(warning != story.end());
  CHECK(warning->time == Instant(350ms));
  CHECK(warning->event == run->chronicle().warnings().front().event);
  CHECK(std::ranges::count(story, true, &StoryLine::is_warning) == 1);
}

TEST_CASE("a story that is told event by event is the story told at once") {
  const std::string recipe = GENERATE(from_range(all_recipes()));
  CAPTURE(recipe);
  const auto run = played(recipe);
  Trace growing;
  for (std::size_t i = 1; i < run->trace().string_count(); ++i) {
    growing.add_string(run->trace().string(static_cast<StringId>(i)));
  }
  Names names;
  World world;
  Warnings warnings;
  Storyteller teller(growing);
  std::vector<std::string> lines;
  for (EventNumber n = 1; n <= run->trace().size(); ++n) {
    const Event& event = run->trace()[n];
    growing.append(event);
    names.observe(growing, event);
    warnings.observe(growing, names, world, event);
    apply(world, event);
    for (const StoryLine& line : teller.go_on(warnings.all())) lines.push_back(line.text);
  }
  CHECK(lines == story_of(*run));
}

}  // namespace loopglass
