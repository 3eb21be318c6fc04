#include "runtime/loopglass.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass::scenarios {
namespace {

// ---- code

Future<> stage(Receiver<int> in, Sender<int> out, Duration length) {
  while (std::optional<int> item = co_await in.recv()) {
    co_await sleep(length);
    (void)co_await out.send(*item);
  }
}  // `out` is dropped here, so the end travels down the line

Future<> pack(Receiver<int> in) {
  while (std::optional<int> item = co_await in.recv()) {
    println("item ", *item, ": done at ", now());
  }
}

Future<> in_a_row(std::int64_t items, Duration wash, Duration dry) {
  for (int n = 1; n <= items; ++n) {
    co_await sleep(wash);
    co_await sleep(dry);
    println("item ", n, ": done at ", now());
  }
}

Future<> laundry(Settings settings) {
  const std::int64_t items = settings.count("items");
  const Duration wash = settings.duration("wash");
  const Duration dry = settings.duration("dry");
  if (settings.variant == "in_a_row") {
    co_await in_a_row(items, wash, dry);
    co_return;
  }
  auto [dirty, to_washer] = channel<int>(2, "dirty");
  auto [wet, to_dryer] = channel<int>(2, "wet");
  auto [clean, to_packer] = channel<int>(2, "clean");
  auto washer = spawn(stage(std::move(to_washer), std::move(wet), wash), "washer");
  auto dryer = spawn(stage(std::move(to_dryer), std::move(clean), dry), "dryer");
  auto packer = spawn(pack(std::move(to_packer)), "packer");

  for (int n = 1; n <= items; ++n) (void)co_await dirty.send(n);
  { auto last = std::move(dirty); }  // no more: the washer's channel closes
  (co_await packer).unwrap();
}

// ---- words

}  // namespace

Scenario scenario_pipeline() {
  return {
      .chapter = 6,
      .title = "Stages in a line",
      .topic = "pipeline",
      .summary = "Each stage is a task; channels join them, and the stages overlap.",
      .lesson =
          {
              .watch =
                  "Every item is washed and then dried. In in_a_row one task does both for each item. In "
                  "stages the washer and the dryer are tasks with a channel between them: see the washer "
                  "begin the next item while the dryer has the last one. Compare the times of the items.",
              .why =
                  "A pipeline is as fast as its slowest stage, here the dryer, once it is filled. One item "
                  "takes as long as before; it is the items that overlap. The bound of each channel keeps a "
                  "fast stage from running ahead. When a stage ends, it drops its sender, which ends the "
                  "stage behind it.",
              .next = "Make dry=60ms and wash=100ms: which stage sets the pace now?",
          },
      .teaching =
          {
              .point = "Stages overlap different items; the slowest stage sets the pace.",
              .belief = "A pipeline makes each item faster.",
              .question = "Two dryers are bought. What has to change in the code?",
              .minutes = 7,
          },
      .notes =
          {
              {happens(EventKind::message_sent, "washer"),
               "The first item goes on. The washer is free for the next one."},
              {happens(EventKind::resource_changed, "washer"),
               "The washer has ended and drops its sender. That is how the dryer learns of the end."},
          },
      .questions =
          {
              {Ask::next_line, says("item 1:")},
              {Ask::next_poll, happens(EventKind::message_sent, "washer"), {}, "stages"},
              {Ask::polls, says("item 1:"), "packer", "stages"},
          },
      .variants =
          {
              {"in_a_row", "One task takes each item through both steps."},
              {"stages", "A task for each step, and channels between them."},
          },
      .parameters =
          {
              count_parameter("items", "How many items there are.", 4, 1, 50),
              duration_parameter("wash", "How long washing an item takes.", 60ms, 1ms, 10s),
              duration_parameter("dry", "How long drying an item takes.", 100ms, 1ms, 10s),
          },
      .make = laundry,
  };
}

}  // namespace loopglass::scenarios
