#include "runtime/sync/notify.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<> waits(Notify notify, std::string name) {
  co_await notify.notified();
  println(name);
}

TEST_CASE("the example of a notify") {
  Loop loop;
  struct Story {
    static Future<> consumes(std::vector<int>* queue, Notify arrived) {
      while (queue->empty()) co_await arrived.notified();
      println(queue->front());
    }
  };
  std::vector<int> queue;
  const Notify arrived("arrived");
  const auto consumer = loop.spawn(Story::consumes(&queue, arrived));
  loop.run();
  queue.push_back(7);
  arrived.notify_one();
  loop.run();
  CHECK(loop.output == Lines{"7"});
}

TEST_CASE("notify_one wakes the task that has waited longest") {
  Loop loop;
  const Notify notify;
  const auto a = loop.spawn(waits(notify, "a"));
  const auto b = loop.spawn(waits(notify, "b"));
  loop.run();
  notify.notify_one();
  loop.run();
  CHECK(loop.output == Lines{"a"});
  CHECK(loop.wakes(b.id()).empty());
  notify.notify_one();
  loop.run();
  CHECK(loop.output == Lines{"a", "b"});
}

TEST_CASE("one notification is stored, and one only") {
  Loop loop;
  const Notify notify;
  notify.notify_one();
  notify.notify_one();
  const auto a = loop.spawn(waits(notify, "a"));
  const auto b = loop.spawn(waits(notify, "b"));
  loop.run();
  CHECK(loop.output == Lines{"a"});
  CHECK(loop.polls(a.id()) == 1);
}

TEST_CASE("notify_all wakes all that wait and stores nothing") {
  Loop loop;
  const Notify notify;
  const auto a = loop.spawn(waits(notify, "a"));
  const auto b = loop.spawn(waits(notify, "b"));
  loop.run();
  notify.notify_all();
  const auto c = loop.spawn(waits(notify, "c"));
  loop.run();
  CHECK(loop.output == Lines{"a", "b"});
  CHECK_FALSE(c.is_finished());
}

TEST_CASE("a notification to a task that is aborted before its poll goes to the next, or is stored") {
  for (const bool has_heir : {true, false}) {
    Loop loop;
    const Notify notify;
    const auto a = loop.spawn(waits(notify, "a"));
    std::optional<JoinHandle<void>> b;
    if (has_heir) b.emplace(loop.spawn(waits(notify, "b")));
    loop.run();
    notify.notify_one();
    a.abort();
    loop.run();
    if (!has_heir) b.emplace(loop.spawn(waits(notify, "b")));
    loop.run();
    CHECK(loop.output == Lines{"b"});
  }
}

TEST_CASE("a notify_all to a task that is aborted before its poll is not passed on") {
  Loop loop;
  const Notify notify;
  const auto a = loop.spawn(waits(notify, "a"));
  loop.run();
  notify.notify_all();
  a.abort();
  const auto b = loop.spawn(waits(notify, "b"));
  loop.run();
  CHECK(loop.output.empty());
}

}  // namespace
}  // namespace loopglass
