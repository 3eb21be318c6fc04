#include <memory>

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<> waits(OneshotReceiver<int> receiver) {
  const auto value = co_await receiver;
  println(value ? std::to_string(value.value()) : value.error().message());
}

template <class End>
void drop(End end) {
  (void)end;
}

TEST_CASE("the example of a oneshot") {
  Loop loop;
  struct Story {
    static Future<> compute(OneshotSender<int> answer) {
      co_await sleep(10ms);
      CHECK(answer.send(42).ok());
    }
    static Future<> main() {
      auto [answer, question] = oneshot<int>("answer");
      auto worker = spawn(compute(std::move(answer)));
      Result<int, Closed> value = co_await question;
      println(value.unwrap());
    }
  };
  loop->block_on(Story::main());
  CHECK(loop.output == Lines{"42"});
}

TEST_CASE("a oneshot gives a value that was sent before anybody waited") {
  Loop loop;
  auto [sender, receiver] = oneshot<int>();
  CHECK(sender.send(1).ok());
  const auto w = loop.spawn(waits(std::move(receiver)));
  loop.run();
  CHECK(loop.output == Lines{"1"});
  CHECK(loop.polls(w.id()) == 1);
}

TEST_CASE("a oneshot wakes its receiver once, whether it is used or dropped") {
  for (const bool is_used : {true, false}) {
    Loop loop;
    auto [sender, receiver] = oneshot<int>();
    const auto w = loop.spawn(waits(std::move(receiver)));
    loop.run();
    if (is_used) CHECK(sender.send(5).ok());
    drop(std::move(sender));
    loop.run();
    CHECK(loop.output == Lines{is_used ? "5" : "the channel is closed"});
    CHECK(loop.wakes(w.id()).size() == 1);
  }
}

TEST_CASE("a oneshot gives the value back when its receiver is gone") {
  Loop loop;
  auto [sender, receiver] = oneshot<std::unique_ptr<int>>();
  CHECK_FALSE(sender.is_closed());
  drop(std::move(receiver));
  CHECK(sender.is_closed());
  const auto sent = sender.send(std::make_unique<int>(8));
  CHECK(*sent.error().value == 8);
}

TEST_CASE("a value that was sent to a waiter that is aborted is destroyed once") {
  Tally tally;
  Loop loop;
  struct Story {
    static Future<> waits(OneshotReceiver<Probe> receiver) { (void)(co_await receiver); }
  };
  auto [sender, receiver] = oneshot<Probe>();
  const auto w = loop.spawn(Story::waits(std::move(receiver)));
  loop.run();
  CHECK(sender.send(Probe(tally)).ok());
  w.abort();
  loop.run();
  CHECK(tally.made > 0);
  CHECK(tally.alive() == 0);
}

}  // namespace
}  // namespace loopglass
