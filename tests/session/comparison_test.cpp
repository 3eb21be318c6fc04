#include "app/session/comparison.hpp"

#include "app/session/playback.hpp"
#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

Comparison compared(const std::string& a, const std::string& b) { return compare(*played(a), *played(b)); }
Comparison compared(Future<> (*a)(Settings), Future<> (*b)(Settings)) {
  const PlayedFunction first(a);
  const PlayedFunction second(b);
  return compare(*first, *second);
}

const Difference* find(const Comparison& comparison, const std::string& id) {
  const auto it = std::ranges::find(comparison.differences, id, &Difference::id);
  return it == comparison.differences.end() ? nullptr : &*it;
}
std::string sentence(const Comparison& comparison, const std::string& id) {
  const Difference* difference = find(comparison, id);
  return difference ? difference->sentence : "";
}

Future<> naps(Duration d) { co_await sleep(d); }
Future<> prints(const char* line) {
  println(line);
  co_return;
}

// Functions of one name: the same in meaning, written at other lines, and different in one thing each.
namespace here {
Future<> story(Settings) { co_await naps(5ms); }
}  // namespace here
namespace there {
Future<> story(Settings) { co_await naps(5ms); }
}  // namespace there
namespace longer {
Future<> story(Settings) { co_await naps(6ms); }
}  // namespace longer
namespace silent {
Future<> story(Settings) { co_return; }
}  // namespace silent
namespace chatty {
Future<> story(Settings) {
  println("a");
  co_return;
}
}  // namespace chatty

Future<> prints_ab(Settings) {
  auto a = spawn(prints("a"), "a");
  auto b = spawn(prints("b"), "b");
  (co_await a).unwrap();
  (co_await b).unwrap();
}
Future<> prints_ba(Settings) {
  auto b = spawn(prints("b"), "b");
  auto a = spawn(prints("a"), "a");
  (co_await a).unwrap();
  (co_await b).unwrap();
}
Future<> prints_one(Settings) {
  println("a");
  co_return;
}
Future<> prints_two(Settings) {
  println("a");
  println("b");
  co_return;
}
Future<> waits_for_ever(Settings) {
  const CancellationToken token;
  co_await token.cancelled();
}

}  // namespace

TEST_CASE("a blocking reader is told by the timers of the others first") {
  const Comparison c = compared("blocking", "blocking/blocking");
  CHECK(c.name_a == "cooperative");
  CHECK(c.name_b == "blocking");
  REQUIRE(c.divergence);
  CHECK(c.divergence->event == EventNumber{94});
  CHECK(c.at_divergence_a == "reader awaits a sleep.");
  CHECK(c.at_divergence_b == "reader blocks the thread for 300 ms: nothing else can run meanwhile.");
  REQUIRE(c.differences.size() >= 2);
  CHECK(c.differences[0].id == "late-timer");
  CHECK(c.differences[0].a == "0 ms");
  CHECK(c.differences[0].b == "250 ms (light 1)");
  CHECK(c.differences[0].sentence ==
        "In blocking, timers of light 1 and 9 other tasks fire up to 250 ms late; in cooperative no timer is "
        "late.");
  CHECK(c.differences[1].sentence ==
        "In blocking, reader holds the thread for 300 ms in one go; in cooperative no poll takes any time.");
  CHECK(sentence(c, "warnings") == "cooperative has 0 warnings, blocking 1.");
  CHECK_FALSE(find(c, "duration"));
}

TEST_CASE("the same told from the other side names the same runs and the same worst task") {
  const Comparison c = compared("blocking/blocking", "blocking");
  CHECK(c.name_a == "blocking");
  CHECK(sentence(c, "late-timer") == sentence(compared("blocking", "blocking/blocking"), "late-timer"));
  const Difference* late = find(c, "late-timer");
  REQUIRE(late);
  CHECK(late->b == "0 ms");
}

TEST_CASE("a run is the same as itself, whatever the recipe's position") {
  for (const std::string& recipe : all_recipes()) {
    const Comparison c = compared(recipe, recipe + "@#3");
    CHECK_FALSE(c.divergence);
    CHECK(c.differences.empty());
    CHECK(c.name_a == c.name_b);
  }
}

TEST_CASE("two variants of a scenario part, and the first differing event is told of both") {
  for (const Scenario& scenario : compiled_scenarios()) {
    for (std::size_t i = 1; i < scenario.variants.size(); ++i) {
      const auto a = played(scenario.name);
      const auto b = played(scenario.name + "/" + scenario.variants[i].name);
      const Comparison c = compare(*a, *b);
      INFO(scenario.name << " " << scenario.variants[i].name);
      REQUIRE(c.divergence);
      CHECK_FALSE(c.at_divergence_a.empty());
      CHECK_FALSE(c.at_divergence_b.empty());
      CHECK((c.at_divergence_a != c.at_divergence_b ||
             a->trace()[c.divergence->event].time() != b->trace()[c.divergence->event].time()));
    }
  }
}

TEST_CASE("another source line is no difference, another deadline is") {
  CHECK_FALSE(compared(here::story, there::story).divergence);
  const Comparison longer = compared(here::story, longer::story);
  REQUIRE(longer.divergence);
  CHECK(longer.at_divergence_a == "main asks the reactor for timer 1, due at 5 ms.");
  CHECK(longer.at_divergence_b == "main asks the reactor for timer 1, due at 6 ms.");
  CHECK(sentence(longer, "duration") == "test takes 6 ms, 1 ms longer than test, which takes 5 ms.");
}

TEST_CASE("an event is the same only if all it names is the same") {
  const Comparison c = compared(silent::story, chatty::story);
  REQUIRE(c.divergence);
  CHECK(c.at_divergence_a == "main is ready: its function returns.");
  CHECK(c.at_divergence_b == "main prints “a”.");
}

TEST_CASE("output is told as lines, or as their order") {
  CHECK(sentence(compared(prints_ab, prints_ba), "output") ==
        "Both print the same lines in another order: as line 1 test prints “a”, test prints “b”.");
  CHECK(sentence(compared(prints_one, prints_two), "output") ==
        "As line 2 of the output test prints nothing, test prints “b”.");
  CHECK(sentence(compared(prints_one, prints_two), "output-lines") == "test has 1 line of output, test 2.");
}

TEST_CASE("how the runs end comes before everything else") {
  const Comparison c = compared(here::story, waits_for_ever);
  REQUIRE(!c.differences.empty());
  CHECK(c.differences[0].sentence == "test finishes; test is stuck for ever.");
}

TEST_CASE("where both do the same at another time, each says when") {
  const auto run = played("hello");
  const Trace& trace = run->trace();
  Recorded recorded{.recipe = "hello", .clock = ClockKind::real_time, .file = {}, .source = {}, .trace = {}};
  for (std::size_t i = 1; i < trace.string_count(); ++i)
    recorded.trace.add_string(trace.string(static_cast<StringId>(i)));
  for (std::size_t i = 1; i < trace.site_count(); ++i)
    recorded.trace.add_site(trace.site(static_cast<SiteId>(i)));
  for (EventNumber n = 1; n <= trace.size(); ++n) {
    Event event = trace[n];
    event.time_ns += 7'000;
    recorded.trace.append(event);
  }
  static const std::vector<Scenario> scenarios = compiled_scenarios();
  Run later(std::move(recorded), scenarios);
  const Comparison c = compare(*run, later);
  REQUIRE(c.divergence);
  CHECK(c.divergence->event == 1);
  CHECK(c.at_divergence_a.starts_with("At 0 ms: "));
  CHECK(c.at_divergence_b.starts_with("At 7 µs: "));
}

TEST_CASE("runs that go in step are at the same event until they part, and then at the same time") {
  const auto a = played("blocking");
  const auto b = played("blocking/blocking");
  const auto parted = first_divergence(a->chronicle(), b->chronicle());
  REQUIRE(parted);
  for (EventNumber n = 0; n < parted->event; ++n) CHECK(in_step(a->trace(), n, b->trace(), parted) == n);
  EventNumber last = 0;
  for (EventNumber n = parted->event; n <= a->trace().size(); ++n) {
    const EventNumber there = in_step(a->trace(), n, b->trace(), parted);
    CHECK(there >= last);  // on the way on it never goes back
    CHECK(b->trace()[there].time() <= a->trace()[n].time());
    const bool is_last_of_its_time =
        n == a->trace().size() || a->trace()[n + 1].time() > a->trace()[n].time();
    if (is_last_of_its_time) CHECK(there == position_at(b->trace(), a->trace()[n].time()));
    last = there;
  }
  CHECK(last == b->trace().size());
}

TEST_CASE("runs that do the same at the same times, in another order, look alike in time") {
  const auto alike = [](const char* a, const char* b) {
    return same_times(played(a)->chronicle(), played(b)->chronicle());
  };
  CHECK(alike("who_runs_next/tokio", "who_runs_next/node"));
  CHECK(alike("timers", "timers"));
  CHECK_FALSE(alike("blocking/cooperative", "blocking/blocking"));
  CHECK_FALSE(alike("blocking/cooperative", "blocking/offloaded"));  // a worker is seen
  CHECK_FALSE(alike("timers?tasks=3", "timers?tasks=4"));
}

TEST_CASE("a run that is over earlier waits at its end") {
  const auto longer = played("timers?tasks=4");
  const auto shorter = played("timers?tasks=2");
  const auto parted = first_divergence(longer->chronicle(), shorter->chronicle());
  CHECK(in_step(longer->trace(), longer->trace().size(), shorter->trace(), parted) ==
        shorter->trace().size());
}

TEST_CASE("runs are called by their variants where those are all that differs, or else by their recipes") {
  const auto names = [](const char* a, const char* b) {
    static const std::vector<Scenario> scenarios = compiled_scenarios();
    return names_of(resolve(a, scenarios).value(), resolve(b, scenarios).value());
  };
  using Names = std::pair<std::string, std::string>;
  CHECK(names("blocking", "blocking/blocking@5ms") == Names{"cooperative", "blocking"});
  CHECK(names("blocking?tasks=2", "blocking/blocking?tasks=2") == Names{"cooperative", "blocking"});
  CHECK(names("blocking", "blocking/blocking?tasks=2") == Names{"blocking", "blocking/blocking?tasks=2"});
  CHECK(names("timers@1ms", "timers?tasks=4") == Names{"timers", "timers?tasks=4"});
  CHECK(names("hello", "join") == Names{"hello", "join"});
  // Where scenarios differ "blocking" might be the scenario or its variant.
  CHECK(names("blocking", "channel") == Names{"blocking/cooperative", "channel/bounded_1"});
}

}  // namespace loopglass
