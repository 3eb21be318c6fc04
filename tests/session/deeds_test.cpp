#include "app/session/deeds.hpp"

#include <set>

#include "app/session/branching.hpp"
#include "app/session/offers.hpp"
#include "runtime/loopglass.hpp"
#include "scenarios/catalogue.hpp"
#include "tests/catch.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

Future<> naps(std::string word, Duration length) {
  co_await sleep(length);
  println(word);
}
Future<> two_nap(Settings settings) {
  auto a = spawn(naps("a", settings.duration("nap")), "a");
  auto b = spawn(naps("b", 20ms), "b");
  (void)co_await a;
  (void)co_await b;
  println("end");
}
Future<> waits_for_ever(Settings) {
  const CancellationToken token;
  co_await token.cancelled();
  println("freed");
}

const std::vector<Scenario>& scenarios() {
  static const std::vector<Scenario> all = [] {
    Scenario naps;
    naps.name = "naps";
    naps.parameters = {duration_parameter("nap", "How long a sleeps.", 10ms, 1ms, 1s)};
    naps.make = two_nap;
    Scenario stuck;
    stuck.name = "stuck";
    stuck.make = waits_for_ever;
    return std::vector<Scenario>{naps, stuck};
  }();
  return all;
}

Order order(std::string_view text) { return resolve(text, scenarios()).unwrap(); }
std::string complaint_about(std::string_view text) {
  const auto order = resolve_and_try(text, scenarios());
  return order ? "" : order.error().message();
}
std::vector<std::string> output_of(const Run& run) {
  std::vector<std::string> lines;
  for (const EventNumber n : run.chronicle().latest().output)
    lines.emplace_back(run.trace().string(static_cast<StringId>(run.trace()[n].value)));
  return lines;
}
EventNumber find(const Trace& trace, EventKind kind, std::uint32_t task = 0, EventNumber from = 0) {
  for (EventNumber n = from + 1; n <= trace.size(); ++n) {
    if (trace[n].kind == kind && (task == 0 || raw(trace[n].task) == task)) return n;
  }
  return 0;
}

using Lines = std::vector<std::string>;

TEST_CASE("what is done by hand says the same text again") {
  const auto* const text =
      GENERATE("naps?do=8:abort:task2", "naps?do=8:wake:task1,9:next:task2,9:last:task3",
               "naps?nap=30ms&seed=7&do=20:delay:timer1:200ms,21:cancel:token4,30:fail:"
               "source2,31:delay:job3:5ms,31:delay:source2:1ms&past=01234567",
               "naps?do=0:abort:task1@#3", "naps?do=8+2500us:wake:task2,8+3ms:abort:task2");
  CHECK(order(text).recipe().text() == text);
}

TEST_CASE("a deed that cannot be read is refused with what is wrong and how one looks") {
  CHECK(
      complaint_about("naps?do=abort") ==
      "What is done by hand cannot be 'abort': it does not begin with the number of an event. It looks like "
      "42:abort:task2, with the event after which it is done.");
  CHECK(complaint_about("naps?do=8:abrt:task2").find("Did you mean 'abort'? There are abort, wake, next") !=
        std::string::npos);
  CHECK(complaint_about("naps?do=8:abort:timer2").find("abort is done to a task, such as task2.") !=
        std::string::npos);
  CHECK(complaint_about("naps?do=8:abort:task0").find("such as task2") != std::string::npos);
  CHECK(complaint_about("naps?do=8:delay:job1").find("by how much") != std::string::npos);
  CHECK(complaint_about("naps?do=8:delay:task1").find("done to a timer") != std::string::npos);
  CHECK(complaint_about("naps?do=8:delay:timer1").find("by how much") != std::string::npos);
  CHECK(complaint_about("naps?do=8:delay:timer1:-3ms").find("by how much") != std::string::npos);
  CHECK(complaint_about("naps?do=8:abort:task2:9").find("more than is needed") != std::string::npos);
  CHECK(complaint_about("naps?do=8:abort:task2:").find("more than is needed") != std::string::npos);
  CHECK(complaint_about("naps?do=8:abort:task2,").find("does not begin") != std::string::npos);
  CHECK(complaint_about("naps?do=9:abort:task2,8:abort:task3") ==
        "What is done by hand stands in the order of its events, and event 8 comes before 9: put it first.");
  CHECK(
      complaint_about("naps?do=8+5ms:abort:task2,8+4ms:abort:task3").find("event 8+4ms comes before 8+5ms") !=
      std::string::npos);
  CHECK(complaint_about("naps?do=8+soon:abort:task2").find("looks like this: 42+20ms:abort:task2.") !=
        std::string::npos);
  CHECK(complaint_about("naps?do=8+1s:abort:task2").find("is over before its event 8+1s") !=
        std::string::npos);
  CHECK(complaint_about("naps?do=8:abort:task2&past=12").find("The past cannot be '12'") == 0);
  CHECK(complaint_about("naps?past=01234567").find("give do, too") != std::string::npos);
}

TEST_CASE("a branch has the past of its run, byte for byte, and then what was done") {
  Run run(order("naps"));
  run.finish();
  REQUIRE(output_of(run) == Lines{"a", "b", "end"});
  const EventNumber set = find(run.trace(), EventKind::timer_set, 2);
  Run branch(branch_of(run, set, {Interference::abort, 2}));
  branch.finish();
  CHECK_FALSE(branch.misfit());
  CHECK(branch.deeds_done() == 1);
  REQUIRE(branch.last_deed() > set);
  for (EventNumber n = 1; n < branch.last_deed(); ++n) REQUIRE(branch.trace()[n] == run.trace()[n]);
  CHECK(branch.trace()[branch.last_deed()].kind == EventKind::interfered);
  CHECK(output_of(branch) == Lines{"b", "end"});
}

TEST_CASE("what is done while the loop sleeps ends its sleep at that time") {
  Run run(order("naps"));
  run.finish();
  const EventNumber parked = find(run.trace(), EventKind::parked);
  const Order meanwhile = branch_of(run, parked, {Interference::abort, 2}, 3ms);
  Run branch(meanwhile);
  branch.finish();
  CHECK_FALSE(branch.misfit());
  CHECK(output_of(branch) == Lines{"b", "end"});
  const Trace& trace = branch.trace();
  for (EventNumber n = 1; n <= parked; ++n) REQUIRE(trace[n] == run.trace()[n]);
  REQUIRE(branch.last_deed() == parked + 2);
  CHECK(trace[parked + 1].kind == EventKind::unparked);
  CHECK(trace[parked + 1].subject == 0);  // not its deadline
  CHECK(trace[parked + 2].kind == EventKind::interfered);
  CHECK(trace[parked + 2].time() == run.trace()[parked].time() + 3ms);
  CHECK(std::get<Instant>(before_last_deed(branch).position.value()) == trace[parked + 2].time());
  Run again(order(meanwhile.recipe().text()));
  again.finish();
  CHECK(again.trace().hash() == trace.hash());
}

TEST_CASE("what is done in the middle of work is done when the poll has ended") {
  Run run(order("naps"));
  run.finish();
  const EventNumber polled = find(run.trace(), EventKind::poll_began, 2);
  Run branch(branch_of(run, polled, {Interference::abort, 2}, 3ms));
  branch.finish();
  CHECK(branch.trace()[branch.last_deed() - 1].kind == EventKind::poll_ended);
  CHECK(output_of(branch) == Lines{"b", "end"});
}

TEST_CASE("the recipe of a branch plays the same branch") {
  Run run(order("naps"));
  run.finish();
  Run branch(branch_of(run, find(run.trace(), EventKind::timer_set, 2), {Interference::delay, 1, 15ms}));
  branch.finish();
  CHECK(output_of(branch) == Lines{"b", "a", "end"});
  CHECK(complaint_about(branch.recipe()) == "");
  Run again(order(branch.recipe()));
  again.finish();
  CHECK(again.trace().hash() == branch.trace().hash());
}

TEST_CASE("a branch of a branch keeps what was done before its moment, and leaves out what was done after") {
  Run run(order("naps"));
  run.finish();
  const EventNumber early = find(run.trace(), EventKind::timer_set, 2);
  Run one(branch_of(run, early, {Interference::delay, 1, 50ms}));
  one.finish();
  const EventNumber late = find(one.trace(), EventKind::timer_fired);
  Run two(branch_of(one, late, {Interference::abort, 2}));
  two.finish();
  REQUIRE(two.order().deeds.size() == 2);
  CHECK(two.deeds_done() == 2);
  CHECK(output_of(two) == Lines{"b", "end"});
  CHECK(branch_of(two, early, {Interference::abort, 3}).deeds.size() == 1);

  const Order back = before_last_deed(two);
  CHECK(back.deeds == one.order().deeds);
  CHECK(back.past == one.order().past);
  CHECK(back.position == Position(late));
  CHECK_FALSE(before_last_deed(one).past);
}

TEST_CASE("a recipe that does not fit its run is refused, and says so") {
  Run run(order("naps"));
  run.finish();
  const Order branch = branch_of(run, find(run.trace(), EventKind::timer_fired), {Interference::abort, 3});
  const std::string text = branch.recipe().text();
  CHECK(complaint_about(text) == "");
  const std::string other = "naps?nap=11ms&" + text.substr(text.find('?') + 1);
  CHECK(complaint_about(other).find("the run goes another way than the one it was done to") !=
        std::string::npos);
  CHECK(complaint_about("naps?do=8:abort:task9")
            .find("to abort task 9 after event 8 there must be one by then") != std::string::npos);
  CHECK(complaint_about("naps?do=4000:abort:task1") ==
        "The run is over before its event 4000, after which something is to be done by hand: name an earlier "
        "one.");
  Run misfit(order(other));
  misfit.finish();
  CHECK(misfit.misfit());
  CHECK(misfit.result() == RunResult::stopped);
}

TEST_CASE("a run that is stuck is freed by hand") {
  Run run(order("stuck"));
  run.finish();
  REQUIRE(run.result() == RunResult::deadlock);
  Run freed(branch_of(run, run.trace().size(), {Interference::cancel, 1}));
  freed.finish();
  CHECK_FALSE(freed.misfit());
  CHECK(freed.result() == RunResult::finished);
  CHECK(output_of(freed) == Lines{"freed"});
}

TEST_CASE("a main that is aborted by hand ends the run, which is no panic") {
  Run run(order("naps"));
  run.finish();
  Run branch(branch_of(run, 6, {Interference::abort, 1}));
  branch.finish();
  CHECK(branch.result() == RunResult::stopped);
}

TEST_CASE("pasts are told apart by what happened and when, and not by lines of source") {
  Trace a;
  a.append({.kind = EventKind::token_created, .subject = 1, .site = SiteId{1}});
  Trace b;
  b.append({.kind = EventKind::token_created, .subject = 1, .site = SiteId{9}});
  CHECK(past_of(a, 1) == past_of(b, 1));
  b.append({.time_ns = 5, .kind = EventKind::token_cancelled, .subject = 1});
  CHECK(past_of(b, 1) != past_of(b, 2));
  a.append({.time_ns = 6, .kind = EventKind::token_cancelled, .subject = 1});
  CHECK(past_of(a, 2) != past_of(b, 2));
}

TEST_CASE("what is offered is what comes to something") {
  Run run(order("naps"));
  run.finish();
  std::set<Interference> offered;
  for (EventNumber n = 1; n < run.trace().size(); ++n) {
    const World world = run.chronicle().at(n);
    for (const TaskState& task : world.tasks) {
      for (const Offer& offer : offers(run.trace(), world, run.chronicle().names(), task.id)) {
        // In the middle of a poll it may be gone when the poll is over; who is polled is known to be there.
        const bool of_polled = world.polling == task.id && offer.act.what == Interference::abort;
        if (world.polling != TaskId::none && !of_polled) continue;
        CAPTURE(n, offer.words);
        Run branch(branch_of(run, n, offer.act));
        branch.finish();
        if (branch.misfit()) continue;
        CHECK(branch.trace()[branch.last_deed()].extra == 0);
        offered.insert(offer.act.what);
      }
    }
    if (world.ended) CHECK(offers(run.trace(), world, run.chronicle().names(), TaskId{1}).empty());
  }
  CHECK(offered == std::set{Interference::abort, Interference::wake, Interference::run_next,
                            Interference::run_last, Interference::delay});
}

/// What is offered of a kind in a run of the catalogue, with its words; each is done, and comes to something.
std::set<std::string> offered_in(const std::string& recipe, Interference what) {
  static const std::vector<Scenario> scenarios = compiled_scenarios();
  Run run(resolve(recipe, scenarios).value());
  run.finish();
  std::set<std::string> words;
  for (EventNumber n = 1; n < run.trace().size(); ++n) {
    const World world = run.chronicle().at(n);
    if (world.polling != TaskId::none) continue;
    for (const TaskState& task : world.tasks) {
      for (const Offer& offer : offers(run.trace(), world, run.chronicle().names(), task.id)) {
        if (offer.act.what != what || !words.insert(offer.words).second) continue;
        CAPTURE(n, offer.words);
        Run branch(branch_of(run, n, offer.act));
        branch.finish();
        REQUIRE_FALSE(branch.misfit());
        CHECK(branch.trace()[branch.last_deed()].extra == 0);
        const Instant end = branch.chronicle().latest().now;
        if (what != Interference::fail_job) CHECK(end >= run.chronicle().latest().now);
      }
    }
  }
  return words;
}

TEST_CASE("work on a worker, and what comes through a connection, can be delayed") {
  CHECK(offered_in("blocking/offloaded", Interference::delay_job) ==
        std::set<std::string>{"Delay the job read by 300 ms"});
  CHECK(offered_in("echo", Interference::delay_packets).size() > 2);
}

TEST_CASE("work on a worker can be made to fail") {
  CHECK(offered_in("blocking/offloaded", Interference::fail_job) ==
        std::set<std::string>{"Let the job read fail"});
}

}  // namespace
}  // namespace loopglass
