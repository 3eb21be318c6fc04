#include <algorithm>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> produce(Sender<int> boxes, std::int64_t count, Duration making) {
  for (int n = 1; n <= count; ++n) {
    co_await sleep(making);
    // Where the channel is full, this waits until there is room.
    (void)co_await boxes.send(n);
  }
  println("producer: done at ", now());
}  // the last sender is dropped: the channel closes

Future<> consume(Receiver<int> boxes, Duration using_up) {
  std::size_t most = 0;
  while (true) {
    most = std::max(most, boxes.size());
    // No more message, and the channel closed: the end.
    std::optional<int> box = co_await boxes.recv();
    if (!box) break;
    co_await sleep(using_up);
  }
  println("consumer: done at ", now(), ", found up to ", most, " in the channel");
}

Channel<int> boxes(std::string_view variant) {
  if (variant == "bounded_1") return channel<int>(1, "boxes");
  if (variant == "bounded_8") return channel<int>(8, "boxes");
  return unbounded_channel<int>("boxes");
}

Future<> factory(Settings settings) {
  const std::int64_t count = settings.count("boxes");
  const Duration making = settings.duration("making");
  const Duration using_up = settings.duration("using");

  auto [sender, receiver] = boxes(settings.variant);
  auto producer = spawn(produce(std::move(sender), count, making), "producer");
  auto consumer = spawn(consume(std::move(receiver), using_up), "consumer");
  (co_await producer).unwrap();
  (co_await consumer).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_channel() {
  return {
      .chapter = 6,
      .title = "A producer ten times faster",
      .topic = "channel",
      .summary = "A bound makes a fast producer wait; without one, the channel grows.",
      .lesson =
          {
              .watch =
                  "The producer makes a box every 10 ms, the consumer needs 100 ms for one. In bounded_1 "
                  "see the producer stand at the full channel, woken by each receive. In unbounded it "
                  "never waits, and the boxes pile up. Compare when the producer is done and when the "
                  "consumer is.",
              .why = "A channel can only move the wait, not remove it: the consumer sets the pace in every "
                     "variant. A bound passes that pace back to the producer, which is called back-pressure. "
                     "Without a bound the difference is kept in memory, and with an endless producer memory "
                     "is what gives way.",
              .next = "Raise boxes to 40 and compare the last line of the three variants. How large must a "
                      "bound be so that the producer never waits?",
          },
      .teaching =
          {
              .point =
                  "A bounded channel slows the producer down; an unbounded one hides that it is too fast.",
              .belief = "A larger buffer makes the consumer faster.",
              .question = "When is it right to throw messages away instead of waiting?",
              .minutes = 8,
          },
      .notes =
          {
              {happens(EventKind::message_sent),
               "The first box. The consumer is waiting, so this send wakes it."},
              {happens(EventKind::message_received, "consumer", 2),
               "The consumer has taken a box. If the producer stands at the full channel, this wakes it.",
               "bounded_1"},
              {says("producer: done"),
               "The producer is done. What the consumer has not used yet is in the channel.", "unbounded"},
              {happens(EventKind::resource_changed),
               "The last sender is dropped. Closed does not mean empty: what was sent is still received."},
          },
      .questions =
          {
              {Ask::next_wake, happens(EventKind::message_received, "consumer", 2)},
              {Ask::finish_time, happens(EventKind::message_sent, "producer", 2), "producer"},
              {Ask::finish_time, says("producer: done"), "consumer"},
          },
      .variants =
          {
              {"bounded_1", "Room for one box: the producer waits for the consumer."},
              {"bounded_8", "Room for eight: the producer waits when they are full."},
              {"unbounded", "Room without end: the producer never waits."},
          },
      .parameters =
          {
              count_parameter("boxes", "How many boxes are made.", 12, 1, 200),
              duration_parameter("making", "How long making a box takes.", 10ms, 1ms, 1s),
              duration_parameter("using", "How long using one up takes.", 100ms, 1ms, 1s),
          },
      .make = factory,
  };
}

}  // namespace loopglass::scenarios
