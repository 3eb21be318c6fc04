#include <memory>

#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

/// A door that opens once. Whoever waits for it leaves a waker here.
struct Door {
  bool open = false;
  Waker waker;
};

/// A future written by hand: ready when the door is open.
class Opened {
 public:
  using Output = void;
  Opened(std::shared_ptr<Door> door, bool keeps) : door_(door), keeps_(keeps) {}

  Poll<void> poll(Context& context) {
    println("guest: looks at the door at ", now());
    if (door_->open) return ready;
    // Who is pending must see to being woken. This line is all of it.
    if (keeps_) door_->waker = context.waker();
    return pending;
  }

 private:
  std::shared_ptr<Door> door_;
  bool keeps_;
};

Future<> guest(std::shared_ptr<Door> door, bool keeps_waker) {
  co_await Opened(door, keeps_waker);
  println("guest: in at ", now());
}

Future<> porter(std::shared_ptr<Door> door, bool knocks, Duration after) {
  if (knocks) {
    co_await sleep(after / 2);
    println("porter: wakes the guest, and the door is shut");
    door->waker.wake();
  }
  co_await sleep(knocks ? after - after / 2 : after);
  door->open = true;
  println("porter: opens at ", now());
  door->waker.wake();  // an empty waker wakes nobody
}

Future<> house(Settings settings) {
  const bool keeps_waker = settings.variant != "forgotten";
  const bool knocks = settings.variant == "spurious";
  auto door = std::make_shared<Door>();
  auto in = spawn(guest(door, keeps_waker), "guest");
  auto opens = spawn(porter(door, knocks, settings.duration("after")), "porter");
  (co_await in).unwrap();
  (co_await opens).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_lost_waker() {
  return {
      .chapter = 6,
      .title = "A future that forgets its waker",
      .topic = "lost waker",
      .summary = "A hand-written future: it keeps its waker, forgets it, or is woken for nothing.",
      .lesson =
          {
              .watch =
                  "The guest waits for a door with a future that is written by hand. In kept it leaves its "
                  "waker with the door, and opening the door wakes it. In forgotten it does not: look at "
                  "the guest after the door is open. In spurious it is woken once too often.",
              .why =
                  "The executor does not look at what a task waits for. It polls a task that was woken, and "
                  "no other, so a future that is pending and has left its waker nowhere sleeps for ever, "
                  "however true its condition is by now. A wake too many is harmless: the future looks, "
                  "finds nothing, and stays pending. It costs a poll.",
              .next = "Compare the polls of the guest in the three variants.",
          },
      .teaching =
          {
              .point = "Pending is a promise: somebody has my waker and will use it.",
              .belief = "The runtime checks again and again whether a future is ready.",
              .question = "The door is open. Who could tell the guest?",
              .minutes = 8,
          },
      .notes =
          {
              {says("guest: looks"), "The guest looks once and is pending. Who has its waker now?"},
              {says("porter: opens"), "The door is open, and its waker is empty: nobody is woken.",
               "forgotten"},
              {polled("guest", 2), "Woken for nothing: the guest looks again, and is pending again.",
               "spurious"},
          },
      .questions =
          {
              {Ask::polls, says("guest: looks"), "guest"},
              {Ask::next_line, says("porter: opens")},
              {Ask::finish_kind, says("guest: looks"), "guest"},
          },
      .variants =
          {
              {"kept", "The future leaves its waker before it returns pending."},
              {.name = "forgotten",
               .summary = "It returns pending and leaves its waker nowhere.",
               .ends = RunResult::deadlock},
              {"spurious", "It is woken once for nothing, and once for the door."},
          },
      .parameters =
          {
              duration_parameter("after", "When the door opens.", 200ms, 2ms, 10s),
          },
      .make = house,
  };
}

}  // namespace loopglass::scenarios
