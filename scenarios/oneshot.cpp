#include <memory>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// What a customer asks for, with the place where the answer goes.
struct Order {
  std::string dish;
  OneshotSender<std::string> answer;
};

Future<> cook(Receiver<Order> orders, Duration cooking) {
  while (std::optional<Order> order = co_await orders.recv()) {
    co_await sleep(cooking);
    if (order->dish == "nothing") continue;  // the sender is dropped, unused
    (void)order->answer.send("hot " + order->dish);
  }
}

Future<> customer(std::string name, std::string dish, Sender<Order> orders) {
  auto [answer, question] = oneshot<std::string>("answer to " + name);
  (void)co_await orders.send(Order{dish, std::move(answer)});

  // A value, or the news that there will be none.
  Result<std::string, Closed> plate = co_await question;
  std::string words = plate ? plate.value() : plate.error().message();
  println(name, ": ", words, " at ", now());
}

Future<> restaurant(Settings settings) {
  auto [sender, receiver] = channel<Order>(8, "orders");
  const Duration cooking = settings.duration("cooking");
  auto kitchen = spawn(cook(std::move(receiver), cooking), "cook");
  auto ann = spawn(customer("ann", "soup", sender), "ann");
  auto ben = spawn(customer("ben", "nothing", sender), "ben");
  auto cem = spawn(customer("cem", "rice", std::move(sender)), "cem");

  (co_await ann).unwrap();
  (co_await ben).unwrap();
  (co_await cem).unwrap();
  (co_await kitchen).unwrap();  // it ends when nobody can order any more
}

// ---- words

}  // namespace

Scenario scenario_oneshot() {
  return {
      .chapter = 6,
      .title = "A channel for one answer",
      .topic = "oneshot",
      .summary = "Tasks ask another task through a channel, and each waits for an answer of its own.",
      .lesson =
          {
              .watch =
                  "Each customer puts an order into the cook's channel, and with it the sending end of a "
                  "channel that holds one message. Then it waits at the other end. See how an answer "
                  "wakes its own customer and nobody else, and what ben hears, whose order the cook "
                  "drops.",
              .why =
                  "A task that owns something, such as the kitchen, can be asked instead of shared. A "
                  "oneshot is the way back for the answer. Its sender can be used once; dropped unused, it "
                  "closes the channel, so whoever waits is told that no answer will come. The cook ends by "
                  "itself when the last sender of orders is gone.",
              .next = "Compare with mutex: which of the two lets a task do other things while it waits?",
          },
      .teaching =
          {
              .point = "A request carries the place for its answer; a dropped sender is an answer, too.",
              .belief = "A task that waits for an answer that never comes has to use a timeout.",
              .question = "What would ben do if a dropped sender did not close the channel?",
              .minutes = 6,
          },
      .notes =
          {
              {happens(EventKind::message_sent, "ann"),
               "The order goes to the cook, and the way back with it."},
              {happens(EventKind::message_sent, "cook"), "The answer wakes ann, who waits at its other end."},
              {says("ben:"), "The sender was dropped unused, so ben learns that there will be no answer."},
          },
      .questions =
          {
              {Ask::next_wake, happens(EventKind::message_sent, "cook")},
              {Ask::next_line, says("ann:")},
              {Ask::finish_time, polled("cem"), "cem"},
          },
      .parameters =
          {
              duration_parameter("cooking", "How long each order takes.", 100ms, 1ms, 10s),
          },
      .make = restaurant,
  };
}

}  // namespace loopglass::scenarios
