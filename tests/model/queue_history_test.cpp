#include "app/model/queue_history.hpp"

#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

Future<> naps() { co_await sleep(1ms); }
Future<> keeps_two_waiting(Settings) {
  auto one = spawn(naps(), "one");
  auto two = spawn(naps(), "two");
  work(30ms);
  for (auto* task : {&one, &two}) (co_await *task).unwrap();
}
Future<> yields_often() {
  for (int i = 0; i < 3000; ++i) co_await yield_now();
}
Future<> two_yield_often(Settings) {
  auto one = spawn(yields_often(), "one");
  auto two = spawn(yields_often(), "two");
  for (auto* task : {&one, &two}) (co_await *task).unwrap();
}

QueueHistory history_of(const Trace& trace) {
  QueueHistory history;
  history.follow(trace);
  return history;
}

}  // namespace

TEST_CASE("the length after each event is that of the world's queue") {
  for (const char* recipe :
       {"spawn_order", "blocking/blocking", "abort", "token", "drop", "starvation", "compute/yield_now",
        "mutex", "blocking/offloaded", "join?do=12:wake:task2,14:last:task1"}) {
    CAPTURE(recipe);
    const auto run = played(recipe);
    const Trace& trace = run->trace();
    const QueueHistory history = history_of(trace);
    bool same = true;
    for (EventNumber n = 0; n <= trace.size(); ++n)
      same = same && history.length_at(n) == run->chronicle().at(n).ready.size();
    CHECK(same);
  }
}

TEST_CASE("delays are counted by how long a task was ready before its poll") {
  const PlayedFunction run(keeps_two_waiting);
  const QueueHistory history = history_of(run->trace());
  const DelayHistogram all = history.delays_to(run->trace().size());
  CHECK(all.polls() == run->chronicle().latest().polls);
  CHECK(all.longest == 30ms);
  CHECK(all.counts[6] == 2);  // over 10 ms, up to 100 ms
  CHECK(all.counts[0] == all.polls() - 2);
  CHECK(run->trace()[all.poll].task == static_cast<TaskId>(2));
  CHECK(history.longest_delay_of(static_cast<TaskId>(3), run->trace().size()) == 30ms);
  CHECK(history.longest_delay_of(static_cast<TaskId>(1), run->trace().size()) == 0ms);
  CHECK(history.delays_to(all.poll - 1).longest == 0ms);
  CHECK(history.delays_to(0).polls() == 0);
}

TEST_CASE("a long run is asked about in parts, and followed while it grows") {
  const PlayedFunction run(two_yield_often);
  const Trace& trace = run->trace();
  const QueueHistory history = history_of(trace);
  CHECK(history.delays_to(trace.size()).polls() == run->chronicle().latest().polls);
  for (const EventNumber n : {trace.size() / 3, trace.size() / 2, trace.size() - 1}) {
    CHECK(history.delays_to(n).polls() == run->chronicle().at(n).polls);
    std::uint32_t most = 0;
    for (EventNumber i = 5; i <= n; ++i) most = std::max(most, history.length_at(i));
    CHECK(history.most_in(5, n) == most);
  }
  CHECK(history.most_in(1, 1) == history.length_at(1));
}

}  // namespace loopglass
