#include "runtime/stream.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

/// Prints each item of a stream and when it came.
template <Stream S>
Future<> prints(S stream) {
  while (auto item = co_await stream.next()) println(*item, " at ", now());
  const auto again = co_await stream.next();
  println(again ? "more" : "end");
}

template <Stream S>
Lines printed(S stream) {
  Loop loop;
  (void)loop.spawn(prints(std::move(stream)));
  loop.run();
  CHECK(loop->reactor().timers().empty());
  return loop.output;
}

Future<int> number(int n, Duration after, Lines* list = nullptr) {
  std::optional<Leaving> leaving;
  if (list) leaving.emplace(*list, std::to_string(n));
  co_await sleep(after);
  co_return n;
}
Future<int> slow_if_odd(int n) { return number(n, n % 2 == 1 ? 30ms : 10ms); }

TEST_CASE("a stream of a range gives its items and ends, and goes on to be at its end") {
  CHECK(printed(stream_of(std::views::iota(1, 3))) == Lines{"1 at 0 ms", "2 at 0 ms", "end"});
  CHECK(printed(stream_of(Lines{"a", "b"})) == Lines{"a at 0 ms", "b at 0 ms", "end"});
  CHECK(printed(stream_of(std::vector<int>())) == Lines{"end"});
}

TEST_CASE("a stream of a range that has a name copies its items, one of a temporary moves them out") {
  const Lines names{"a long name that is on the heap"};
  CHECK(printed(stream_of(names)).size() == 2);
  CHECK(names.front().size() == 31);
  std::vector<std::unique_ptr<int>> owned;
  owned.push_back(std::make_unique<int>(5));
  CHECK(printed(stream_of(std::move(owned)).map([](std::unique_ptr<int> p) { return *p; })) ==
        Lines{"5 at 0 ms", "end"});
}

TEST_CASE("map, filter and take are made of one another") {
  auto squares = stream_of(std::views::iota(1)).map([](int n) { return n * n; });
  auto odd = std::move(squares).filter([](int n) { return n % 2 == 1; }).take(3);
  CHECK(printed(std::move(odd)) == Lines{"1 at 0 ms", "9 at 0 ms", "25 at 0 ms", "end"});
  CHECK(printed(stream_of(std::views::iota(1)).take(0)) == Lines{"end"});
}

TEST_CASE("take does not wait for an item after its last") {
  auto beats = ticks_every(100ms).take(3).map([](Instant) { return "beat"; });
  CHECK(printed(std::move(beats)) == Lines{"beat at 0 ms", "beat at 100 ms", "beat at 200 ms", "end"});
}

TEST_CASE("an item is awaited with one poll, and one more when it comes") {
  Loop loop;
  const auto handle = loop.spawn(prints(ticks_every(100ms).take(3)));
  loop.run();
  CHECK(loop.polls(handle.id()) == 3);
}

TEST_CASE("buffered runs so many at once and gives their values in order") {
  CHECK(printed(stream_of(std::views::iota(1, 6)).map(slow_if_odd).buffered(2)) ==
        Lines{"1 at 30 ms", "2 at 30 ms", "3 at 60 ms", "4 at 60 ms", "5 at 90 ms", "end"});
  CHECK(printed(stream_of(std::views::iota(1, 4)).map(slow_if_odd).buffered(1)) ==
        Lines{"1 at 30 ms", "2 at 40 ms", "3 at 70 ms", "end"});
  CHECK(printed(stream_of(std::views::iota(1, 4)).map(slow_if_odd).buffered(9)) ==
        Lines{"1 at 30 ms", "2 at 30 ms", "3 at 30 ms", "end"});
}

TEST_CASE("a buffered stream begins what its source brings while others run") {
  auto stream = ticks_every(10ms).take(3).map(
      [](Instant due) { return number(static_cast<int>(due.time_since_epoch() / 1ms), 15ms); });
  CHECK(printed(std::move(stream).buffered(2)) == Lines{"0 at 15 ms", "10 at 25 ms", "20 at 35 ms", "end"});
}

TEST_CASE("a buffered stream that is dropped drops what it runs, where it waits") {
  Loop loop;
  Lines list;
  struct Story {
    static Future<> run(Lines* l) {
      auto pages = stream_of(std::views::iota(1)).map([l](int n) { return number(n, 1h, l); }).buffered(3);
      const auto first = co_await timeout(10ms, pages.next());
      println(first.ok(), " ", l->size());
    }
  };
  (void)loop.spawn(Story::run(&list));
  loop.run();
  CHECK(loop.output == Lines{"false 0"});
  CHECK(list == Lines{"1", "2", "3"});
  CHECK(loop->reactor().timers().empty());
}

TEST_CASE("merge gives the items of both as they come") {
  auto slow = ticks_every(30ms).take(3).map([](Instant) { return std::string("slow"); });
  auto quick = ticks_every(20ms).take(3).map([](Instant) { return std::string("quick"); });
  CHECK(printed(std::move(slow).merge(std::move(quick))) == Lines{"slow at 0 ms", "quick at 0 ms",
                                                                  "quick at 20 ms", "slow at 30 ms",
                                                                  "quick at 40 ms", "slow at 60 ms", "end"});
}

TEST_CASE("where both streams of a merge are always ready they take turns, and the longer one goes on") {
  auto both = stream_of(Lines{"a", "b", "c", "d"}).merge(stream_of(Lines{"1", "2"}));
  CHECK(printed(std::move(both)) ==
        Lines{"a at 0 ms", "1 at 0 ms", "b at 0 ms", "2 at 0 ms", "c at 0 ms", "d at 0 ms", "end"});
}

Future<> sends(Sender<int> sender, int count) {
  for (int n = 1; n <= count; ++n) {
    (co_await sender.send(n)).unwrap();
    println("sent ", n);
    co_await sleep(10ms);
  }
}

TEST_CASE("a stream of a channel gives its messages as they come, and ends with its last sender") {
  Loop loop;
  auto [sender, receiver] = channel<int>(1, "numbers");
  (void)loop.spawn(sends(std::move(sender), 3));
  (void)loop.spawn(prints(stream_of(std::move(receiver)).filter([](int n) { return n != 2; })));
  loop.run();
  CHECK(loop.output == Lines{"sent 1", "1 at 0 ms", "sent 2", "sent 3", "3 at 20 ms", "end"});
}

TEST_CASE("a stream of a channel merges with that of an interval") {
  Loop loop;
  auto [sender, receiver] = channel<int>(4, "numbers");
  (void)loop.spawn(sends(std::move(sender), 2));
  auto beats = ticks_every(25ms).take(2).map([](Instant) { return 100; });
  (void)loop.spawn(prints(stream_of(std::move(receiver)).merge(std::move(beats))));
  loop.run();
  CHECK(std::ranges::count_if(loop.output,
                              [](const std::string& line) { return line.starts_with("100 "); }) == 2);
  CHECK(loop.output.back() == "end");
}

Future<> gives_up_and_goes_on(Receiver<int> receiver) {
  auto messages = stream_of(std::move(receiver));
  const auto early = co_await timeout(4ms, messages.next());
  println(early.ok() ? "early" : "too early");
  while (auto message = co_await messages.next()) println(*message);
}

Future<> sends_later(Sender<int> sender) {
  co_await sleep(5ms);  // after the other has given up
  (co_await sender.send(7)).unwrap();
}

TEST_CASE("a next of a channel that is dropped while it waits loses no message") {
  Loop loop;
  auto [sender, receiver] = channel<int>(1, "numbers");
  (void)loop.spawn(sends_later(std::move(sender)));
  (void)loop.spawn(gives_up_and_goes_on(std::move(receiver)));
  loop.run();
  CHECK(loop.output.back() == "7");
}

TEST_CASE("a stream of a channel that is dropped closes it") {
  Loop loop;
  auto [sender, receiver] = channel<int>(1, "numbers");
  { const auto dropped = stream_of(std::move(receiver)); }
  CHECK(sender.is_closed());
}

TEST_CASE("a next that is dropped while it waits loses no item") {
  Loop loop;
  struct Story {
    static Future<> run() {
      auto both = ticks_every(100ms).take(2).merge(ticks_every(70ms).take(2));
      int items = 0;
      for (int i = 0; i < 8; ++i) {
        const auto item = co_await timeout(30ms, both.next());
        if (item && item.value()) ++items;
      }
      println(items, " at ", now());
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output.size() == 1);
  CHECK(loop.output.front().starts_with("4 at "));
}

TEST_CASE("an abort while a stream is awaited takes its timers back") {
  Loop loop;
  const auto handle = loop.spawn(prints(ticks_every(1h).merge(ticks_every(2h))));
  for (int i = 0; i < 3; ++i) loop.tick();
  CHECK_FALSE(loop->reactor().timers().empty());
  handle.abort();
  loop.run();
  CHECK(loop->reactor().timers().empty());
}

TEST_CASE("a panic inside a stream comes out of the await of its next item") {
  Loop loop;
  struct Story {
    static Future<> run() {
      auto bad = ticks_every(10ms).map([](Instant due) {
        if (due > Instant(0ms)) panic("no more");
        return 1;
      });
      try {
        while (auto item = co_await bad.next()) println(*item);
      } catch (const Panic& p) {
        println(p.what());
      }
    }
  };
  (void)loop.spawn(Story::run());
  loop.run();
  CHECK(loop.output == Lines{"1", "no more"});
}

/// Written by hand: gives what its gate lets through.
class Gated : public StreamMethods<Gated> {
 public:
  using Item = int;
  explicit Gated(GateState& gate) : gate_(&gate) {}
  Poll<std::optional<int>> poll_next(Context& context) {
    if (!Gate(*gate_).poll(context).is_ready()) return pending;
    gate_->open = false;
    return std::optional(gate_->polls);
  }

 private:
  GateState* gate_;
};

TEST_CASE("a stream written by hand has all methods, and is polled once a wake") {
  Loop loop;
  GateState gate;
  const auto handle = loop.spawn(prints(Gated(gate).map([](int n) { return n * 100; }).take(2)));
  loop.tick();
  CHECK(gate.polls == 1);
  gate.open = true;
  gate.waker.wake();
  loop.tick();
  CHECK(gate.polls == 3);
  gate.open = true;
  gate.waker.wake();
  loop.run();
  CHECK(gate.polls == 4);
  CHECK(handle.is_finished());
  CHECK(loop.output == Lines{"200 at 0 ms", "400 at 0 ms", "end"});
}

TEST_CASE("every await of a merge shows its branches, and none stays open") {
  Loop loop;
  (void)loop.spawn(prints(ticks_every(10ms).take(2).merge(ticks_every(15ms).take(2))));
  loop.run();
  std::size_t groups = 0;
  for (const Event& e : loop.events(EventKind::await_began)) {
    if (static_cast<AwaitKind>(e.extra) == AwaitKind::any) ++groups;
  }
  CHECK(groups == 6);
  CHECK(loop.events(EventKind::await_began).size() >= 6 + 4);
}

}  // namespace
}  // namespace loopglass
