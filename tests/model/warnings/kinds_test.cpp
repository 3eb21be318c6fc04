// Each kind of warning: it comes where it should, and it does not come where things only look alike.
#include "app/model/warnings/kinds.hpp"

#include <map>
#include <set>

#include "runtime/loopglass.hpp"
#include "runtime/select.hpp"
#include "runtime/sync/channel.hpp"
#include "runtime/sync/mutex.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

/// The texts of the warnings of one kind.
Texts of(const WarningKind& kind, Future<> (*main)(Settings)) {
  const PlayedFunction run(main);
  Texts texts;
  for (const Warning& warning : run->chronicle().warnings()) {
    if (warning.kind == &kind) texts.push_back(warning.text);
  }
  return texts;
}

Future<> naps(Duration d) { co_await sleep(d); }
Future<> returns() { co_return; }

// ---- self-wakes

Future<> yields(int times) {
  for (int i = 0; i < times; ++i) co_await yield_now();
}
// The first of its polls makes a future, so it does something.
Future<> yields_17_times(Settings) { co_await yields(17); }
Future<> yields_16_times(Settings) { co_await yields(16); }
Future<> looks(Duration each) {
  for (int i = 0; i < 20; ++i) {
    work(each);
    co_await yield_now();
  }
}
Future<> glances_between_yields(Settings) { return looks(10us); }
Future<> looks_longer_between_yields(Settings) { return looks(11us); }
Future<> yields_between_pieces(Settings) {
  for (int i = 0; i < 40; ++i) {
    work(1ms);
    co_await yield_now();
  }
}
Future<> yields_between_lines(Settings) {
  for (int i = 0; i < 40; ++i) {
    println("line");
    co_await yield_now();
  }
}
Future<> sleeps_often(Settings) {
  for (int i = 0; i < 40; ++i) co_await sleep(0ms);
}

// ---- never-awaited

Future<> forgets_a_nap(Settings) {
  const auto nap = naps(5ms);
  co_await sleep(1ms);
}
Future<> awaits_a_nap_later(Settings) {
  auto nap = naps(5ms);
  co_await sleep(1ms);
  co_await nap;
}
Future<> spawns_a_nap_later(Settings) {
  auto nap = naps(5ms);
  co_await sleep(1ms);
  auto task = spawn(std::move(nap), "nap");
  (co_await task).unwrap();
}
Future<> selects_a_ready_branch(Settings) { co_await select(returns(), naps(5ms)); }
Future<> prepares_and_waits() {
  const auto nap = naps(5ms);
  co_await sleep(1h);
}
Future<> aborts_one_that_prepares(Settings) {
  auto task = spawn(prepares_and_waits(), "prepares");
  co_await sleep(1ms);
  task.abort();
  static_cast<void>(co_await task);
}
Future<> aborts_before_the_first_poll(Settings) {
  auto task = spawn(naps(5ms), "nap");
  task.abort();
  static_cast<void>(co_await task);
}

// ---- panic-unheard

Future<> panics(Duration after) {
  co_await sleep(after);
  panic("no more");
}
Future<> drops_the_handle_before(Settings) {
  { const auto task = spawn(panics(5ms), "child"); }
  co_await sleep(10ms);
}
Future<> drops_the_handle_after(Settings) {
  const auto task = spawn(panics(1ms), "child");
  co_await sleep(10ms);
}
Future<> hears_of_it(Settings) {
  auto task = spawn(panics(1ms), "child");
  static_cast<void>(co_await task);
}
Future<> hears_of_it_late(Settings) {
  auto task = spawn(panics(1ms), "child");
  co_await sleep(10ms);
  static_cast<void>(co_await task);
}
Future<> panics_itself(Settings) {
  panic("no more");
  co_return;
}

// ---- cancelled-inside

Future<> holds(Mutex<int> mutex) {
  auto guard = co_await mutex.lock();
  co_await sleep(1h);
}
Future<> holds_and_gives_back(Mutex<int> mutex) {
  {
    auto guard = co_await mutex.lock();
    co_await sleep(1ms);
  }
  co_await sleep(1h);
}
Future<> aborts(Future<> future) {
  auto task = spawn(std::move(future), "writer");
  co_await sleep(10ms);
  task.abort();
  static_cast<void>(co_await task);
}
Future<> aborts_a_holder(Settings) {
  const Mutex<int> mutex(0, "db");
  co_await aborts(holds(mutex));
}
Future<> aborts_after_the_lock(Settings) {
  const Mutex<int> mutex(0, "db");
  co_await aborts(holds_and_gives_back(mutex));
}
Future<> aborts_one_in_line(Settings) {
  Mutex<int> mutex(0, "db");
  auto guard = co_await mutex.lock();
  co_await aborts(holds(mutex));
}
Future<> aborts_just_after_handing_over(Settings) {
  Mutex<int> mutex(0, "db");
  auto task = spawn(holds(mutex), "writer");
  {
    auto guard = co_await mutex.lock();
    co_await sleep(1ms);
  }
  task.abort();
  static_cast<void>(co_await task);
}
Future<> ends_with_a_holder(Settings) {
  const Mutex<int> mutex(0, "db");
  auto task = spawn(holds(mutex), "writer");
  co_await sleep(10ms);
}

// ---- lost-waker

struct Forgets {
  using Output = void;
  Poll<void> poll(Context&) { return pending; }
};
Future<> waits_on_forgets(Settings) { co_await Forgets(); }
Future<> has_another_way(Settings) { static_cast<void>(co_await timeout(5ms, Forgets())); }
Future<> waits_for_a_token(Settings) {
  const CancellationToken token;
  co_await token.cancelled();
}

// ---- lock-over-await

Future<> holds_a_plain_lock_over_awaits(Settings) {
  const PlainLock file("file");
  const auto guard = file.lock_for(1ms);
  co_await sleep(1ms);
  co_await yield_now();
}
Future<> gives_a_plain_lock_back_first(Settings) {
  const PlainLock file("file");
  co_await sleep(1ms);
  {
    const auto guard = file.lock_for(1ms);
    work(1ms);
  }
  co_await sleep(1ms);
}

// ---- unbounded-growth

Future<> receives(Receiver<int> receiver, Duration each) {
  while (co_await receiver.recv()) co_await sleep(each);
}
Future<> produces_fast(Settings) {
  auto [sender, receiver] = unbounded_channel<int>("mail");
  auto task = spawn(receives(std::move(receiver), 10ms), "receiver");
  for (int i = 0; i < 60; ++i) {
    static_cast<void>(sender.try_send(i));
    co_await sleep(1ms);
  }
}
Future<> produces_slowly(Settings) {
  auto [sender, receiver] = unbounded_channel<int>("mail");
  auto task = spawn(receives(std::move(receiver), 0ms), "receiver");
  for (int i = 0; i < 100; ++i) {
    static_cast<void>(sender.try_send(i));
    co_await sleep(1ms);
  }
}

Future<> sends_all_first(Settings) {
  auto [sender, receiver] = unbounded_channel<int>("mail");
  for (int i = 0; i < 100; ++i) static_cast<void>(sender.try_send(i));
  auto task = spawn(receives(std::move(receiver), 1ms), "receiver");
  co_await sleep(50ms);
}
Future<> sends_a_burst_now_and_then(Settings) {
  auto [sender, receiver] = unbounded_channel<int>("mail");
  auto task = spawn(receives(std::move(receiver), 1ms), "receiver");
  for (int burst = 0; burst < 9; ++burst) {
    for (int i = 0; i < 20; ++i) static_cast<void>(sender.try_send(i));
    co_await sleep(30ms);
  }
}

// ---- never-yields

Future<> awaits_ready_things(int times) {
  for (int i = 0; i < times; ++i) co_await returns();
}
Future<> awaits_100_beside_another(Settings) {
  auto task = spawn(returns(), "other");
  co_await awaits_ready_things(100);
}
Future<> awaits_90_beside_another(Settings) {
  auto task = spawn(returns(), "other");
  co_await awaits_ready_things(90);
}
Future<> receives_what_is_there(int times) {
  auto [sender, receiver] = unbounded_channel<int>("mail");
  for (int i = 0; i < times; ++i) static_cast<void>(sender.try_send(i));
  auto task = spawn(returns(), "other");
  for (int i = 0; i < times; ++i) static_cast<void>(co_await receiver.recv());
}
Future<> receives_40(Settings) { return receives_what_is_there(40); }
Future<> receives_39(Settings) { return receives_what_is_there(39); }
Future<> awaits_100_alone(Settings) { co_await awaits_ready_things(100); }

}  // namespace

TEST_CASE("self-wakes: sixteen polls in a row that do nothing, and not one fewer") {
  CHECK(of(warning::self_wakes, yields_17_times) ==
        Texts{"main has woken itself 16 times in a row and did nothing in between."});
  CHECK(of(warning::self_wakes, yields_16_times).empty());
}

TEST_CASE("self-wakes: a glance at something is next to nothing, and more than that is computing") {
  CHECK(of(warning::self_wakes, glances_between_yields) ==
        Texts{"main has woken itself 16 times in a row and did next to nothing in between: 10 µs at most."});
  CHECK(of(warning::self_wakes, looks_longer_between_yields).empty());
}

TEST_CASE("self-wakes: who computes or prints between yields, or waits for timers, is left in peace") {
  CHECK(of(warning::self_wakes, yields_between_pieces).empty());
  CHECK(of(warning::self_wakes, yields_between_lines).empty());
  CHECK(of(warning::self_wakes, sleeps_often).empty());
}

TEST_CASE("never-awaited: a future that was made and dropped") {
  CHECK(of(warning::never_awaited, forgets_a_nap) ==
        Texts{"main has called naps() and never awaited it: not one line of it has run."});
  CHECK(of(warning::never_awaited, awaits_a_nap_later).empty());
  CHECK(of(warning::never_awaited, spawns_a_nap_later).empty());
}

TEST_CASE("never-awaited: a branch that lost and what an abort takes along are no mistake") {
  CHECK(of(warning::never_awaited, selects_a_ready_branch).empty());
  CHECK(of(warning::never_awaited, aborts_one_that_prepares).empty());
  CHECK(of(warning::never_awaited, aborts_before_the_first_poll).empty());
}

TEST_CASE("panic-unheard: the handle is dropped, before or after") {
  const Texts unheard{"child panicked, and its handle is dropped: nobody hears of it."};
  CHECK(of(warning::panic_unheard, drops_the_handle_before) == unheard);
  CHECK(of(warning::panic_unheard, drops_the_handle_after) == unheard);
}

TEST_CASE("panic-unheard: a panic that is joined, however late, and that of main are heard") {
  CHECK(of(warning::panic_unheard, hears_of_it).empty());
  CHECK(of(warning::panic_unheard, hears_of_it_late).empty());
  CHECK(of(warning::panic_unheard, panics_itself).empty());
}

TEST_CASE("cancelled-inside: a lock is held when the task is dropped") {
  CHECK(of(warning::cancelled_inside, aborts_a_holder) ==
        Texts{"writer is cancelled while it holds mutex db: what the lock protects may be half changed."});
}

TEST_CASE("cancelled-inside: not after the lock, not in its line, and not at the end of the run") {
  CHECK(of(warning::cancelled_inside, aborts_after_the_lock).empty());
  CHECK(of(warning::cancelled_inside, aborts_one_in_line).empty());
  CHECK(of(warning::cancelled_inside, aborts_just_after_handing_over).empty());
  CHECK(of(warning::cancelled_inside, ends_with_a_holder).empty());
}

TEST_CASE("lock-over-await: a plain lock is held when the task waits, once for each time it is taken") {
  CHECK(of(warning::lock_over_await, holds_a_plain_lock_over_awaits) ==
        Texts{"main waits while it holds plain lock file: whoever wants that meanwhile keeps the thread."});
  CHECK(of(warning::lock_over_await, gives_a_plain_lock_back_first).empty());
  CHECK(of(warning::lock_over_await, ends_with_a_holder).empty());
}

TEST_CASE("lost-waker: the run is stuck on a pollable of somebody's own") {
  CHECK(of(warning::lost_waker, waits_on_forgets) ==
        Texts{"main is pending and was never woken: its future kept no waker, or nobody called it."});
  CHECK(of(warning::lost_waker, has_another_way).empty());
  CHECK(of(warning::lost_waker, waits_for_a_token).empty());
}

TEST_CASE("unbounded-growth: the receiver does not keep up") {
  CHECK(of(warning::unbounded_growth, produces_fast) ==
        Texts{"channel mail holds 8 messages of the 9 that were sent, and nothing limits it."});
  CHECK(of(warning::unbounded_growth, produces_slowly).empty());
  CHECK(of(warning::unbounded_growth, sends_all_first).empty());
  CHECK(of(warning::unbounded_growth, sends_a_burst_now_and_then).empty());
}

TEST_CASE("never-yields: forty ready operations or a hundred calls in one poll while another task is ready") {
  CHECK(of(warning::never_yields, awaits_100_beside_another) ==
        Texts{"main goes through 100 awaits in one poll, because each is ready at once; 1 task waits for the "
              "thread."});
  CHECK(of(warning::never_yields, receives_40) ==
        Texts{"main goes through 40 awaits in one poll, because each is ready at once; 1 task waits for the "
              "thread."});
  CHECK(of(warning::never_yields, receives_39).empty());
  CHECK(of(warning::never_yields, awaits_90_beside_another).empty());
  CHECK(of(warning::never_yields, awaits_100_alone).empty());
}

namespace {

/// The events of a policy that polls `greedy` again and again while `quiet` is ready.
Trace polls_greedily(std::uint32_t rounds) {
  Trace trace;
  const auto word = [&](const char* text) {
    return std::uint64_t{static_cast<std::uint32_t>(trace.add_string(text))} << 32;
  };
  const auto greedy = static_cast<TaskId>(1);
  trace.append({.kind = EventKind::task_spawned, .task = greedy, .value = word("greedy")});
  trace.append({.kind = EventKind::task_spawned, .task = static_cast<TaskId>(2), .value = word("quiet")});
  for (std::uint32_t i = 0; i < rounds; ++i) {
    trace.append({.kind = EventKind::poll_began, .task = greedy});
    trace.append({.kind = EventKind::poll_ended,
                  .detail = static_cast<std::uint8_t>(PollEnd::pending_requeued),
                  .task = greedy});
  }
  return trace;
}

}  // namespace

TEST_CASE("starved-task: ten polls of another while it is ready") {
  const auto texts = [](std::uint32_t rounds) {
    const Trace trace = polls_greedily(rounds);
    Chronicle chronicle(trace);
    chronicle.catch_up();
    Texts found;
    for (const Warning& w : chronicle.warnings()) {
      if (w.kind == &warning::starved_task) found.push_back(w.text);
    }
    return found;
  };
  CHECK(texts(10) == Texts{"quiet is ready and is not polled, while greedy is polled 10 times."});
  CHECK(texts(100).size() == 1);
  CHECK(texts(9).empty());
}

TEST_CASE("every warning has its evidence before it, and words that end as sentences do") {
  for (auto* main : {yields_17_times, forgets_a_nap, drops_the_handle_after, aborts_a_holder,
                     waits_on_forgets, produces_fast, awaits_100_beside_another}) {
    const PlayedFunction run(main);
    REQUIRE_FALSE(run->chronicle().warnings().empty());
    for (const Warning& w : run->chronicle().warnings()) {
      INFO(w.text);
      CHECK(w.evidence > 0);
      CHECK(w.evidence <= w.event);
      CHECK(w.event <= run->trace().size());
      CHECK(w.task != TaskId::none);
      CHECK(w.text.ends_with("."));
    }
  }
}

TEST_CASE("kinds have ids of their own, and say why and what to do") {
  std::set<std::string> ids;
  for (const WarningKind* kind : warning::kinds()) {
    CHECK(ids.insert(kind->id).second);
    CHECK(std::string(kind->why).ends_with("."));
    CHECK(std::string(kind->fix).ends_with("."));
    CHECK(kind->looks_at != 0);
  }
}

TEST_CASE("scenarios warn where they are about it, and nowhere else") {
  std::map<std::string, Texts> found;
  for (const std::string& recipe : all_recipes()) {
    const auto run = played(recipe);
    for (const Warning& w : run->chronicle().warnings()) {
      if (Texts& ids = found[recipe]; !std::ranges::count(ids, w.id())) ids.push_back(w.id());
    }
  }
  // The first variant is the one without a name.
  const std::map<std::string, Texts> expected = {
      {"abort_too_late", {"blocked-loop"}},
      {"abort_too_late/loop", {"blocked-loop"}},
      {"blocking/blocking", {"blocked-loop"}},
      {"budget", {"never-yields", "blocked-loop"}},
      {"budget/off", {"never-yields", "blocked-loop"}},
      {"channel/unbounded", {"unbounded-growth"}},
      {"cleanup", {"cancelled-inside"}},
      {"cleanup/torn", {"cancelled-inside"}},
      {"compute", {"blocked-loop"}},
      {"compute/monopolise", {"blocked-loop"}},
      {"deadlock", {"wait-cycle"}},
      {"deadlock/two_orders", {"wait-cycle"}},
      {"drop/unpolled", {"never-awaited"}},
      {"futurelock", {"wait-cycle"}},
      {"futurelock/borrowed", {"wait-cycle"}},
      {"late_timeout", {"blocked-loop"}},
      {"late_timeout/blocking", {"blocked-loop"}},
      {"lazy", {"never-awaited"}},
      {"lazy/forgotten", {"never-awaited"}},
      {"lock_across_await", {"lock-over-await", "blocked-loop"}},
      {"lock_across_await/plain_lock", {"lock-over-await", "blocked-loop"}},
      {"lost_waker/forgotten", {"lost-waker"}},
      {"starvation/lifo", {"starved-task"}},
      {"tick", {"blocked-loop"}},
      {"tick/burst", {"blocked-loop"}},
      {"tick/delay", {"blocked-loop"}},
      {"tick/skip", {"blocked-loop"}},
      {"tick/sleep_loop", {"blocked-loop"}},
      {"unobserved", {"panic-unheard"}},
      {"unobserved/unobserved", {"panic-unheard"}},
      {"yield_storm", {"self-wakes"}},
      {"yield_storm/look", {"self-wakes"}},
  };
  for (const auto& [recipe, ids] : found) {
    INFO(recipe);
    CHECK(expected.contains(recipe));
    if (expected.contains(recipe)) CHECK(ids == expected.at(recipe));
  }
  CHECK(found.size() == expected.size());
  // Every kind has a scenario that shows it.
  for (const WarningKind* kind : warning::kinds()) {
    INFO(kind->id);
    CHECK(std::ranges::any_of(found,
                              [&](const auto& of) { return std::ranges::count(of.second, kind->id) > 0; }));
  }
}

}  // namespace loopglass
