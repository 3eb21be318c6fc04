#include "runtime/sync/watch.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<> shows(WatchReceiver<int> level, std::string name) {
  while (co_await level.changed()) println(name, " ", level.borrow());
  println(name, " closed at ", level.borrow());
}

Future<> waits_once(WatchReceiver<int>* level) {
  if (co_await level->changed()) println("saw ", level->borrow());
}

TEST_CASE("the example of a watch: readers see the latest value, and skip what they were too slow for") {
  Loop loop;
  struct Story {
    static Future<> main() {
      auto [level, display] = watch(0, "level");
      auto a = spawn(shows(display, "a"));
      co_await sleep(1ms);
      level.send(1);
      level.send(2);
      co_await sleep(1ms);
      level.modify([](int& n) { n += 40; });
      co_await sleep(1ms);
    }
  };
  loop->block_on(Story::main());
  loop.run();
  CHECK(loop.output == Lines{"a 2", "a 42", "a closed at 42"});
}

TEST_CASE("every reader that waits is woken once by a change") {
  Loop loop;
  auto [sender, receiver] = watch(0);
  const auto a = loop.spawn(shows(receiver, "a"));
  const auto b = loop.spawn(shows(std::move(receiver), "b"));
  loop.run();
  sender.send(1);
  sender.send(2);
  CHECK(loop.wakes(a.id()).size() == 1);
  loop.run();
  CHECK(loop.output == Lines{"a 2", "b 2"});
  CHECK(sender.receiver_count() == 2);
}

TEST_CASE("a reader that is aborted after its wake has not seen the value") {
  Loop loop;
  auto [sender, receiver] = watch(0);
  const auto a = loop.spawn(waits_once(&receiver));
  loop.run();
  sender.send(1);
  a.abort();
  loop.run();
  CHECK(receiver.has_changed());
  const auto b = loop.spawn(waits_once(&receiver));
  loop.run();
  CHECK(loop.output == Lines{"saw 1"});
  CHECK(loop.polls(b.id()) == 1);
}

TEST_CASE("a last value is seen before the end") {
  Loop loop;
  auto ends = watch(0);
  auto late = ends.sender.subscribe();
  const auto drop = [](WatchSender<int> s) { s.send(5); };
  drop(std::move(ends.sender));
  const auto a = loop.spawn(shows(late, "a"));
  loop.run();
  CHECK(loop.output == Lines{"a 5", "a closed at 5"});
}

}  // namespace
}  // namespace loopglass
