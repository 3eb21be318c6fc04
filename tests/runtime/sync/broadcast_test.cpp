#include "runtime/sync/broadcast.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<> hears(BroadcastReceiver<int> receiver, std::string name) {
  while (true) {
    const auto message = co_await receiver.recv();
    if (message) {
      println(name, " ", message.value());
    } else {
      println(name, " ", message.error().message());
      if (message.error().is_closed()) co_return;
    }
  }
}

Future<> hears_one(BroadcastReceiver<int>* receiver) { println((co_await receiver->recv()).unwrap()); }

template <class End>
void drop(End end) {
  (void)end;
}

TEST_CASE("the example of a broadcast") {
  Loop loop;
  struct Story {
    static Future<> main() {
      auto [news, alice] = broadcast<std::string>(16, "news");
      auto bob = news.subscribe();
      news.send("hello");
      println((co_await alice.recv()).unwrap(), " ", (co_await bob.recv()).unwrap());
    }
  };
  loop->block_on(Story::main());
  CHECK(loop.output == Lines{"hello hello"});
}

TEST_CASE("every receiver gets every message in order, with one wake for each time it waits") {
  Loop loop;
  auto [sender, receiver] = broadcast<int>(4);
  const auto a = loop.spawn(hears(receiver, "a"));
  const auto b = loop.spawn(hears(std::move(receiver), "b"));
  loop.run();
  CHECK(sender.send(1) == 2);
  CHECK(sender.send(2) == 2);
  CHECK(loop.wakes(a.id()).size() == 1);
  loop.run();
  drop(std::move(sender));
  loop.run();
  CHECK(loop.output ==
        Lines{"a 1", "a 2", "b 1", "b 2", "a the channel is closed", "b the channel is closed"});
}

TEST_CASE("a receiver that is too slow is told how many messages it missed, and goes on with the oldest") {
  Loop loop;
  auto [sender, receiver] = broadcast<int>(2);
  for (int n = 1; n <= 5; ++n) sender.send(n);
  drop(std::move(sender));
  const auto a = loop.spawn(hears(std::move(receiver), "a"));
  loop.run();
  CHECK(loop.output == Lines{"a too slow: missed 3", "a 4", "a 5", "a the channel is closed"});
}

TEST_CASE("a broadcast receive that is aborted after its wake loses no message") {
  Loop loop;
  auto [sender, receiver] = broadcast<int>(2);
  const auto a = loop.spawn(hears_one(&receiver));
  loop.run();
  sender.send(7);
  a.abort();
  loop.run();
  const auto b = loop.spawn(hears_one(&receiver));
  loop.run();
  CHECK(loop.output == Lines{"7"});
}

TEST_CASE("messages are dropped as soon as nobody can read them any more, whoever goes first") {
  for (const int order : {0, 1, 2, 3}) {
    Tally tally;
    Loop loop;
    auto ends = broadcast<Probe>(4);
    auto slow = std::make_unique<BroadcastReceiver<Probe>>(ends.receiver);
    auto copy = std::make_unique<BroadcastReceiver<Probe>>(*slow);
    for (int n = 0; n < 6; ++n) CHECK(ends.sender.send(Probe(tally)) == 3);
    CHECK(tally.alive() == 4);
    if (order % 2 == 0) drop(std::move(ends.sender));
    slow.reset();
    CHECK(tally.alive() == 4);
    if (order < 2) copy.reset();
    drop(std::move(ends.receiver));
    copy.reset();
    CHECK(tally.alive() == 0);
  }
}

TEST_CASE("a message that nobody can hear is dropped, and a late subscriber hears only what comes") {
  Loop loop;
  auto ends = broadcast<int>(2);
  drop(std::move(ends.receiver));
  CHECK(ends.sender.send(1) == 0);
  auto late = ends.sender.subscribe();
  CHECK(ends.sender.send(2) == 1);
  const auto a = loop.spawn(hears_one(&late));
  loop.run();
  CHECK(loop.output == Lines{"2"});
}

}  // namespace
}  // namespace loopglass
