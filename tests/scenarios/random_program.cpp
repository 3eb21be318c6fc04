#include "tests/scenarios/random_program.hpp"

#include <array>
#include <chrono>
#include <optional>

#include "runtime/loopglass.hpp"
#include "runtime/net.hpp"
#include "runtime/trace/trace.hpp"
#include "tests/runtime/probe.hpp"
#include "tests/scenarios/trace_invariants.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

constexpr int deepest = 2;  // how many generations a task has below it
constexpr int most_ticks = 100'000;

/// What the tasks of a program share, and its books. It outlives the executor.
struct Town {
  explicit Town(bool is_wild) : wild(is_wild) {}

  const bool wild;
  Mutex<int> first{0, "first"};
  Mutex<int> second{0, "second"};
  RwLock<int> board{0, "board"};
  Semaphore seats{3, "seats"};
  std::optional<Sender<Probe>> sender{};  // while there is mail
  int in_first = 0;
  int in_second = 0;
  int readers = 0;
  int writers = 0;
  std::uint32_t seated = 0;
  int delivered = 0;
  Tally things{};  // every object that the program makes
  std::vector<AbortHandle> tasks{};
  std::vector<std::string> faults{};

  /// Makes what is shared anew, inside the executor, so that it is on record.
  void open() {
    first = Mutex<int>(0, "first");
    second = Mutex<int>(0, "second");
    board = RwLock<int>(0, "board");
    seats = Semaphore(3, "seats");
  }
  bool is_free() {
    return !first.is_locked() && !second.is_locked() && board.try_write() && seats.available() == 3;
  }
  void require(bool holds, const char* what) {
    if (!holds) faults.emplace_back(what);
  }
  /// In a wild program a task may have been aborted.
  void require_end(const JoinError& error) {
    require(wild && error.is_cancelled(), "a task that nobody aborted has no result");
  }
  template <Pollable F>
  auto start(F future) {
    auto handle = spawn(std::move(future));
    tasks.push_back(handle.abort_handle());
    return handle;
  }
};

/// Counts up while it lives, so it sees what is dropped half way.
template <class N>
class Inside {
 public:
  Inside(N& n, N by) : n_(n), by_(by) { n_ += by_; }
  Inside(const Inside&) = delete;
  ~Inside() { n_ -= by_; }

 private:
  N& n_;
  N by_;
};

Duration some_time(SplitMix64& random) { return random.below(4) * 1ms; }

Future<> walk(Town* town, SplitMix64 random, int steps, int depth);

// ---- one step each

Future<> in_one_lock(Town* town, Duration d) {
  const Probe thing(town->things);
  const auto guard = co_await town->first.lock();
  const Inside inside(town->in_first, 1);
  town->require(town->in_first == 1, "two tasks are in the first lock");
  co_await sleep(d);
}

/// Always in the same order, so that they cannot wait in a ring.
Future<> in_two_locks(Town* town, Duration d) {
  const auto outer = co_await town->first.lock();
  const Inside inside_first(town->in_first, 1);
  co_await yield_now();
  const Probe thing(town->things);
  const auto inner = co_await town->second.lock();
  const Inside inside_second(town->in_second, 1);
  town->require(town->in_first == 1 && town->in_second == 1, "two tasks are in the second lock");
  co_await sleep(d);
}

Future<> seated(Town* town, std::uint32_t n, Duration d) {
  const auto permits = co_await town->seats.acquire(n);
  const Inside inside(town->seated, n);
  const Probe thing(town->things);
  town->require(town->seated <= 3, "more permits are held than there are");
  co_await sleep(d);
}

Future<> at_the_board(Town* town, bool writes, Duration d) {
  const Probe thing(town->things);
  if (writes) {
    const auto guard = co_await town->board.write();
    const Inside inside(town->writers, 1);
    town->require(town->writers == 1 && town->readers == 0, "somebody is there while one writes");
    co_await sleep(d);
  } else {
    const auto guard = co_await town->board.read();
    const Inside inside(town->readers, 1);
    town->require(town->writers == 0, "somebody reads while one writes");
    co_await sleep(d);
  }
}

Future<Probe> carries(Probe thing, Duration d) {
  co_await sleep(d);
  co_return thing;
}

Future<> panics(Probe, Duration d) {
  co_await sleep(d);
  panic("on purpose");
}

Future<> sends_once(OneshotSender<Probe> sender, Probe thing, Duration d) {
  co_await sleep(d);
  (void)std::move(sender).send(std::move(thing));
}

Future<> waits_for(CancellationToken token, Probe) { co_await token.cancelled(); }

Future<> meets(Barrier* barrier, Duration d) {
  co_await sleep(d);
  co_await barrier->wait();
}

Future<> joins_children(Town* town, SplitMix64 random, int depth) {
  auto one = town->start(walk(town, SplitMix64(random.next()), 3, depth + 1));
  auto other = town->start(carries(Probe(town->things), some_time(random)));
  if (town->wild && random.below(2) == 0) other.abort();
  if (random.below(3) == 0) co_return;  // leaves them alone
  if (const auto end = co_await one; !end) town->require_end(end.error());
  if (const auto end = co_await other; !end) town->require_end(end.error());
}

Future<> hears_of_a_panic(Town* town, SplitMix64 random) {
  auto child = town->start(panics(Probe(town->things), some_time(random)));
  const auto end = co_await child;
  town->require(!end && (end.error().is_panic() || town->wild), "a panic is not heard of");
}

Future<> gathers(Town* town, SplitMix64 random) {
  JoinSet<Probe> set;
  for (int n = 0; n < 3; ++n) set.spawn(carries(Probe(town->things), some_time(random)));
  if (random.below(3) == 0) set.abort_all();
  std::size_t ends = 0;
  while (co_await set.join_next()) ++ends;
  town->require(ends == 3, "a member of a set has no end");
}

Future<> gets_one(Town* town, SplitMix64 random) {
  auto [sender, receiver] = oneshot<Probe>();
  auto child = town->start(sends_once(std::move(sender), Probe(town->things), some_time(random)));
  if (town->wild && random.below(2) == 0) child.abort();
  const auto got = co_await receiver;
  town->require(got || town->wild, "what was sent once has not come");
}

Future<> cancels_a_token(Town* town, SplitMix64 random) {
  CancellationToken token;
  const CancellationToken below = token.child_token();
  auto one = town->start(waits_for(token, Probe(town->things)));
  auto other = town->start(waits_for(below, Probe(town->things)));
  co_await sleep(some_time(random));
  token.cancel();
  if (const auto end = co_await one; !end) town->require_end(end.error());
  if (const auto end = co_await other; !end) town->require_end(end.error());
}

Future<> meets_another(Town*, SplitMix64 random) {
  Barrier barrier(2, "corner");
  co_await join(meets(&barrier, some_time(random)), meets(&barrier, some_time(random)));
}

/// The first of two; the loser is dropped wherever it stands.
Future<> takes_the_first(Town* town, SplitMix64 random) {
  const Duration d = some_time(random);
  switch (random.below(4)) {
    case 0: (void)co_await select(in_two_locks(town, d), sleep(some_time(random))); break;
    case 1: (void)co_await select_biased(seated(town, 2, d), at_the_board(town, true, d)); break;
    case 2: (void)co_await timeout(d, in_one_lock(town, 1ms)); break;
    default: {
      auto kept = carries(Probe(town->things), d);
      const auto first = co_await timeout(some_time(random), select(kept, town->seats.acquire()));
      if (!first || first.value().index() == 1) (void)co_await kept;
      break;
    }
  }
}

Future<> sends_mail(Town* town, Sender<Probe> sender, int letters) {
  for (; letters > 0; --letters) {
    if (!co_await sender.send(Probe(town->things))) co_return;
  }
}

Future<> ticks(SplitMix64 random) {
  Interval interval(1ms, static_cast<MissedTickBehavior>(random.below(3)));
  for (int n = 0; n < 3; ++n) {
    (void)co_await interval.tick();
    work(random.below(3) * 1ms);
  }
}

Future<> sleeps(Duration d) { co_await sleep(d); }

Future<> yields(int times) {
  for (; times > 0; --times) co_await yield_now();
}

/// Awaits that are always ready, more of them than a budget has.
Future<> never_waits(Town* town) {
  Semaphore own(1, "own");
  const Probe thing(town->things);
  for (int n = 0; n < 10; ++n) (void)co_await own.acquire();
}

// ---- other threads, and what is outside

Future<> has_it_done(Town* town, SplitMix64 random) {
  const Duration d = some_time(random);
  const bool fails = random.below(3) == 0;
  auto work = spawn_blocking([d, fails, thing = Probe(town->things)] {
    block(d);
    if (fails) panic("on purpose");
    return thing;
  });
  if (random.below(4) == 0) co_return;  // detached
  const bool is_aborted = random.below(3) == 0;
  if (is_aborted) {
    co_await sleep(some_time(random));
    work.abort();
  }
  const auto end = co_await work;
  if (end) {
    town->require(!fails, "a panic on a worker is not heard of");
  } else {
    town->require(end.error().is_panic() ? fails : is_aborted, "work that nobody aborted has no result");
  }
}

Future<> stands_still(Town* town, Duration d) {
  const Probe thing(town->things);
  int mine = 1;
  co_await block_in_place([&mine, d] {
    block(d);
    ++mine;
  });
  town->require(mine == 2, "what is done for a task that stands still is not seen by it");
}

/// A lock that is held while its task stands still, and a branch beside it that must wait as well.
Future<> stands_still_inside(Town* town, SplitMix64 random) {
  const auto guard = co_await town->second.lock();
  const Inside inside(town->in_second, 1);
  co_await join(stands_still(town, some_time(random)), sleep(some_time(random)));
  town->require(town->in_second == 1, "somebody comes in while the holder stands still");
}

Future<> echoes(Town* town, TcpListener listener) {
  const Probe thing(town->things);
  auto accepted = co_await listener.accept();
  if (!accepted.ok()) co_return;
  const TcpStream stream = accepted.unwrap();
  std::array<char, 8> buffer;
  while (true) {
    const auto got = co_await stream.read(buffer);
    if (!got.ok() || got.value() == 0) co_return;
    const auto sent = co_await stream.write_all({buffer.data(), got.value()});
    if (!sent.ok()) co_return;
  }
}

Future<> says(const TcpStream* stream, const std::string* text) {
  const auto sent = co_await stream->write_all(*text);
  if (sent.ok()) (void)stream->shutdown();
}

Future<std::size_t> hears(const TcpStream* stream, std::size_t most) {
  std::array<char, 5> buffer;
  std::size_t got = 0;
  while (got <= most) {
    const auto count = co_await stream->read(buffer);
    if (!count.ok() || count.value() == 0) break;
    got += count.value();
  }
  co_return got;
}

/// Sends more than the buffers hold, so that both sides wait for room, and must get all of it back.
Future<> talks_to_an_echo(Town* town, SplitMix64 random) {
  network_behaves(
      {.latency = 1ms + some_time(random), .loss = random.below(2) == 0 ? 0u : 100u, .buffer = 16});
  TcpListener listener = TcpListener::bind({}).unwrap();
  const Endpoint there = listener.local();
  auto echo = town->start(echoes(town, std::move(listener)));
  auto connected = co_await TcpStream::connect(there);
  if (!connected.ok()) {
    town->require(town->wild, "nobody answers");
    co_return;
  }
  const TcpStream stream = connected.unwrap();
  const std::string text(1 + random.below(40), 'x');
  const auto heard = co_await join(says(&stream, &text), hears(&stream, text.size()));
  town->require(std::get<1>(heard) == text.size() || town->wild, "an echo is not whole");
  if (const auto end = co_await echo; !end) town->require_end(end.error());
}

// ---- tasks

Future<> step(Town* town, SplitMix64 random, int depth) {
  const Duration d = some_time(random);
  switch (random.below(depth < deepest ? 21 : 14)) {
    case 0: return sleeps(d);
    case 1: return in_one_lock(town, d);
    case 2: return in_two_locks(town, d);
    case 3: return seated(town, 1 + static_cast<std::uint32_t>(random.below(3)), d);
    case 4: return at_the_board(town, random.below(3) == 0, d);
    case 5: return yields(3);
    case 6: return never_waits(town);
    case 7: return ticks(random);
    case 8: return takes_the_first(town, random);
    case 9: return meets_another(town, random);
    case 10: return town->sender ? sends_mail(town, *town->sender, 3) : sleeps(d);
    case 11: return has_it_done(town, random);
    case 12: return random.below(2) == 0 ? stands_still(town, d) : stands_still_inside(town, random);
    case 13: return talks_to_an_echo(town, random);
    case 14: return hears_of_a_panic(town, random);
    case 15: return gathers(town, random);
    case 16: return gets_one(town, random);
    case 17: return cancels_a_token(town, random);
    default: return joins_children(town, random, depth);
  }
}

Future<> walk(Town* town, SplitMix64 random, int steps, int depth) {
  const Probe thing(town->things);
  for (; steps > 0; --steps) co_await step(town, SplitMix64(random.next()), depth);
}

Future<> postman(Town* town, Receiver<Probe> mail) {
  while (const auto letter = co_await mail.recv()) {
    ++town->delivered;
    co_await sleep(1ms);
  }
}

/// Spawns all others and waits for them; then there is no more mail.
Future<> mayor(Town* town, SplitMix64 random) {
  auto [sender, receiver] = channel<Probe>(2, "mail");
  town->sender.emplace(std::move(sender));
  auto post = town->start(postman(town, std::move(receiver)));
  std::vector<JoinHandle<>> citizens;
  for (int n = 0; n < 5; ++n) {
    citizens.push_back(town->start(walk(town, SplitMix64(random.next()), 5, 0)));
  }
  for (JoinHandle<>& citizen : citizens) {
    if (const auto end = co_await citizen; !end) town->require_end(end.error());
  }
  town->sender.reset();
  if (const auto end = co_await post; !end) town->require_end(end.error());
}

// ---- the run

std::size_t count(const Trace& trace, EventKind kind) {
  std::size_t n = 0;
  for (EventNumber i = 1; i <= trace.size(); ++i) n += trace[i].kind == kind ? 1 : 0;
  return n;
}

/// The most awaits of tokens, tasks and what is shared that were ready in one poll.
std::uint64_t most_ready_awaits(const Trace& trace) {
  std::uint64_t most = 0;
  std::uint64_t n = 0;
  for (EventNumber i = 1; i <= trace.size(); ++i) {
    const Event& event = trace[i];
    if (event.kind == EventKind::poll_began) n = 0;
    if (event.kind != EventKind::await_ended) continue;
    const auto kind = static_cast<AwaitKind>(event.extra);
    if (is_resource(kind) || kind == AwaitKind::join || kind == AwaitKind::token) most = std::max(most, ++n);
  }
  return most;
}

/// Goes on until nothing can happen, or for so many ticks; aborts somebody now and then.
void run(Executor& executor, Town& town, SplitMix64& random, int ticks) {
  for (; ticks > 0; --ticks) {
    if (executor.tick() == Tick::stuck) return;
    if (town.wild && random.below(15) == 0) town.tasks[random.below(town.tasks.size())].abort();
  }
}

}  // namespace

ProgramOutcome play(const RandomProgram& program) {
  SplitMix64 random(program.seed);
  Recorder recorder;
  Town town(program.wild);
  {
    Executor executor(Reactor::on_virtual_clock(), {.sink = &recorder,
                                                    .output = [](std::string_view) {},
                                                    .seed = random.next(),
                                                    .schedule = program.schedule});
    const Executor::Entered entered(executor);
    town.open();
    {
      const auto all = town.start(mayor(&town, SplitMix64(random.next())));
      const bool is_dropped_in_the_middle = program.wild && random.below(2) == 0;
      run(executor, town, random,
          is_dropped_in_the_middle ? static_cast<int>(random.below(400)) : most_ticks);
      if (!is_dropped_in_the_middle) {
        town.require(executor.tick() == Tick::stuck, "the program goes on for ever");
        if (program.wild) {
          for (std::size_t n = 0; n < town.tasks.size(); ++n) town.tasks[n].abort();
          run(executor, town, random, most_ticks);
        }
        const Trace& trace = recorder.trace();
        town.require(count(trace, EventKind::task_spawned) == count(trace, EventKind::task_finished),
                     "a task waits for ever");
        town.sender.reset();
        town.require(town.things.alive() == 0, "something lives on after the last task");
      }
    }
  }
  town.sender.reset();
  town.require(town.things.alive() == 0, "something lives on after the executor");
  town.require(
      town.in_first == 0 && town.in_second == 0 && town.seated == 0 && town.readers == 0 && town.writers == 0,
      "somebody never left");
  town.require(town.is_free(), "something is held by nobody");
  const Trace& trace = recorder.trace();
  if (program.schedule.budget > 0) {
    town.require(most_ready_awaits(trace) <= program.schedule.budget, "a poll has more than its budget");
  }
  ProgramOutcome outcome{trace.hash(), trace.size(), count(trace, EventKind::task_spawned),
                         std::move(town.faults)};
  for (std::string& line : violations(trace)) outcome.faults.push_back(std::move(line));
  return outcome;
}

}  // namespace loopglass
