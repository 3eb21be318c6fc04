#include <memory>

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"
#include "tests/runtime/probe.hpp"

namespace loopglass {
namespace {

Future<> sends(Sender<int> sender, int first, int last) {
  for (int n = first; n <= last; ++n) {
    const auto sent = co_await sender.send(n);
    if (!sent) {
      println("back: ", sent.error().value);
      co_return;
    }
  }
}

Future<> receives(Receiver<int> receiver) {
  while (auto number = co_await receiver.recv()) println(*number);
  println("closed");
}

Future<> receives_from(Receiver<int>* receiver) {
  while (auto number = co_await receiver->recv()) println(*number);
}

TEST_CASE("the example of a channel") {
  Loop loop;
  struct Story {
    static Future<> count(Sender<int> sender) {
      for (int n = 1; n <= 3; ++n) (co_await sender.send(n)).unwrap();
    }
    static Future<> main() {
      auto [sender, receiver] = channel<int>(8, "numbers");
      auto producer = spawn(count(std::move(sender)));
      while (auto number = co_await receiver.recv()) println(*number);
      (co_await producer).unwrap();
    }
  };
  loop->block_on(Story::main());
  CHECK(loop.output == Lines{"1", "2", "3"});
}

TEST_CASE("messages come in the order in which they were sent, and every sender gets its turn") {
  Loop loop;
  auto [sender, receiver] = channel<int>(1, "numbers");
  const auto a = loop.spawn(sends(sender, 11, 13));
  const auto b = loop.spawn(sends(sender, 21, 23));
  const auto c = loop.spawn(sends(std::move(sender), 31, 33));
  const auto r = loop.spawn(receives(std::move(receiver)));
  loop.run();
  CHECK(loop.output == Lines{"11", "12", "21", "31", "13", "22", "32", "23", "33", "closed"});
}

TEST_CASE("a full channel makes its senders wait, one wake for each place") {
  Loop loop;
  auto [sender, receiver] = channel<int>(2);
  const auto a = loop.spawn(sends(std::move(sender), 1, 4));
  loop.run();
  CHECK(receiver.size() == 2);
  CHECK(loop.polls(a.id()) == 1);
  CHECK(receiver.try_recv().unwrap() == 1);
  loop.run();
  CHECK(receiver.size() == 2);
  CHECK(loop.wakes(a.id()) == std::vector{WakeOutcome::queued});
  CHECK(receiver.try_recv().unwrap() == 2);
  CHECK(receiver.try_recv().unwrap() == 3);
  CHECK(loop.wakes(a.id()).size() == 2);
  loop.run();
  CHECK(receiver.try_recv().unwrap() == 4);
  CHECK(receiver.try_recv().error().is_closed);
}

TEST_CASE("a receiver that waits is woken once for each time it waits") {
  Loop loop;
  auto [sender, receiver] = channel<int>(8);
  const auto r = loop.spawn(receives(std::move(receiver)));
  loop.run();
  CHECK(sender.try_send(1).ok());
  CHECK(sender.try_send(2).ok());
  CHECK(loop.wakes(r.id()) == std::vector{WakeOutcome::queued});
  loop.run();
  CHECK(loop.output == Lines{"1", "2"});
}

TEST_CASE("try_send says whether the channel is full or closed and gives the message back") {
  Loop loop;
  auto [sender, receiver] = channel<std::unique_ptr<int>>(1);
  CHECK(sender.try_send(std::make_unique<int>(1)).ok());
  const auto full = sender.try_send(std::make_unique<int>(2));
  CHECK(full.error().is_full);
  CHECK(*full.error().value == 2);
  receiver.close();
  CHECK_FALSE(sender.try_send(std::make_unique<int>(3)).error().is_full);
  CHECK(sender.is_closed());
  CHECK(*receiver.try_recv().unwrap() == 1);
  CHECK(receiver.try_recv().error().is_closed);
}

TEST_CASE("nobody overtakes a sender that waits or was granted a place") {
  Loop loop;
  auto [sender, receiver] = channel<int>(1);
  const auto a = loop.spawn(sends(sender, 1, 2));
  loop.run();
  CHECK(sender.try_send(9).error().is_full);
  CHECK(receiver.try_recv().unwrap() == 1);
  CHECK(sender.try_send(9).error().is_full);  // the place is granted to a, which was not polled yet
  loop.run();
  CHECK(receiver.try_recv().unwrap() == 2);
  CHECK(sender.try_send(9).ok());
}

TEST_CASE("a sender that is aborted with its place granted passes it on, and has sent nothing") {
  Loop loop;
  auto [sender, receiver] = channel<int>(1);
  CHECK(sender.try_send(1).ok());
  const auto a = loop.spawn(sends(sender, 2, 2));
  const auto b = loop.spawn(sends(sender, 3, 3));
  const auto c = loop.spawn(sends(sender, 4, 4));
  loop.run();
  CHECK(receiver.try_recv().unwrap() == 1);
  a.abort();
  c.abort();
  loop.run();
  CHECK(receiver.try_recv().unwrap() == 3);
  loop.run();
  CHECK_FALSE(receiver.try_recv().error().is_closed);
  CHECK(loop.wakes(b.id()).size() == 1);
  CHECK(sender.try_send(5).ok());
}

TEST_CASE("a receive that is aborted after its wake loses no message") {
  Loop loop;
  auto [sender, receiver] = channel<int>(4);
  const auto r = loop.spawn(receives_from(&receiver));
  const auto heir = loop.spawn(receives_from(&receiver));
  loop.run();
  CHECK(sender.try_send(7).ok());
  r.abort();
  loop.run();
  CHECK(loop.output == Lines{"7"});
  CHECK(loop.wakes(heir.id()).size() == 1);
  heir.abort();
  loop.run();
}

TEST_CASE("a receiver that is dropped wakes its senders with an error and their messages") {
  Loop loop;
  auto [sender, receiver] = channel<int>(1);
  CHECK(sender.try_send(0).ok());
  const auto a = loop.spawn(sends(sender, 1, 1));
  const auto b = loop.spawn(sends(sender, 2, 2));
  loop.run();
  const auto drop = [](Receiver<int> r) { (void)r; };
  drop(std::move(receiver));
  loop.run();
  CHECK(loop.output == Lines{"back: 1", "back: 2"});
  CHECK(loop.wakes(a.id()).size() == 1);
  CHECK(sender.is_closed());
}

TEST_CASE("a sender whose place was granted when the receiver went gets its message back") {
  Loop loop;
  auto [sender, receiver] = channel<int>(1);
  CHECK(sender.try_send(0).ok());
  const auto a = loop.spawn(sends(sender, 1, 1));
  loop.run();
  CHECK(receiver.try_recv().unwrap() == 0);
  receiver.close();
  loop.run();
  CHECK(loop.output == Lines{"back: 1"});
}

TEST_CASE("the ends may be dropped in every order, and every message is destroyed") {
  for (const bool sender_first : {true, false}) {
    for (const int messages : {0, 1, 3}) {
      for (const bool in_loop : {true, false}) {
        Tally tally;
        {
          std::optional<Loop> loop;
          if (in_loop) loop.emplace();
          auto ends = std::make_unique<Channel<Probe>>(unbounded_channel<Probe>());
          auto sender = std::make_unique<Sender<Probe>>(std::move(ends->sender));
          auto receiver = std::make_unique<Receiver<Probe>>(std::move(ends->receiver));
          ends.reset();
          for (int n = 0; n < messages; ++n) CHECK(sender->try_send(Probe(tally)).ok());
          if (sender_first) sender.reset();
          receiver.reset();
          CHECK(tally.alive() == 0);
          sender.reset();
        }
        CHECK(tally.alive() == 0);
      }
    }
  }
}

TEST_CASE("a message may hold a sender of its own channel") {
  struct Message {
    std::optional<Sender<std::unique_ptr<Message>>> reply;
  };
  Loop loop;
  auto [sender, receiver] = channel<std::unique_ptr<Message>>(2);
  CHECK(sender.try_send(std::make_unique<Message>(Message{sender})).ok());
  const auto drop = [](Receiver<std::unique_ptr<Message>> r) { (void)r; };
  drop(std::move(receiver));
  CHECK(sender.is_closed());
}

TEST_CASE("a send that waits keeps the channel open") {
  Loop loop;
  struct Story {
    static Future<> main() {
      auto [sender, receiver] = channel<int>(1);
      (co_await sender.send(1)).unwrap();
      auto handle = spawn(std::move(sender).send(2));
      println(*co_await receiver.recv());
      println(*co_await receiver.recv());
      (co_await handle).unwrap().unwrap();
    }
  };
  loop->block_on(Story::main());
  CHECK(loop.output == Lines{"1", "2"});
}

TEST_CASE("an unbounded channel takes all there is at once") {
  Loop loop;
  auto [sender, receiver] = unbounded_channel<int>("all");
  const auto a = loop.spawn(sends(std::move(sender), 1, 1000));
  loop.run();
  CHECK(a.is_finished());
  for (int n = 1; n <= 1000; ++n) REQUIRE(receiver.try_recv().unwrap() == n);
  CHECK(receiver.try_recv().error().is_closed);
}

TEST_CASE("the trace tells who sent and received and how full the channel was") {
  Loop loop;
  auto [sender, receiver] = channel<int>(1, "numbers");
  const ResourceId id = sender.id();
  const auto a = loop.spawn(sends(std::move(sender), 1, 2), "a");
  const auto r = loop.spawn(receives(std::move(receiver)), "r");
  loop.run();
  const auto created = loop.events(EventKind::resource_created);
  REQUIRE(created.size() == 1);
  CHECK(created[0].subject == raw(id));
  CHECK(loop.trace().string(static_cast<StringId>(created[0].value >> 32)) == "numbers");
  CHECK((created[0].value & 0xffffffffu) == 1);
  const auto sent = loop.events(EventKind::message_sent);
  REQUIRE(sent.size() == 2);
  CHECK(sent[0].task == a.id());
  CHECK(sent[0].value == 1);
  const auto received = loop.events(EventKind::message_received, r.id());
  REQUIRE(received.size() == 2);
  CHECK(received[0].value == 0);
  const auto woken = loop.events(EventKind::task_woken, a.id());
  REQUIRE(woken.size() == 1);
  CHECK(static_cast<WakeReason>(woken[0].extra) == WakeReason::resource);
  CHECK(woken[0].subject == raw(id));
  CHECK(loop.trace()[woken[0].value] == received[0]);
}

TEST_CASE("a channel that outlives its loop is harmless") {
  std::optional<Channel<int>> ends;
  {
    Loop loop;
    ends.emplace(channel<int>(1));
    loop.run();
  }
  Loop other;
  CHECK(ends->sender.try_send(1).ok());
  CHECK(ends->receiver.try_recv().unwrap() == 1);
  CHECK(other.trace().size() == 0);
}

}  // namespace
}  // namespace loopglass
