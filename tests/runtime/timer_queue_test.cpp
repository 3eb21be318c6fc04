#include "runtime/timer_queue.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <optional>
#include <random>

#include "tests/catch.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

Instant at(Duration d) { return Instant(d); }

TEST_CASE("timers come out by deadline, and not before they are due") {
  TimerQueue queue;
  Timer a, b, c;
  queue.insert(a, at(30ms));
  queue.insert(b, at(10ms));
  queue.insert(c, at(20ms));
  CHECK(queue.next_deadline() == at(10ms));
  CHECK(queue.pop_due(at(9ms)) == nullptr);
  CHECK(queue.pop_due(at(25ms)) == &b);
  CHECK(queue.pop_due(at(25ms)) == &c);
  CHECK(queue.pop_due(at(25ms)) == nullptr);
  CHECK(queue.pop_due(at(30ms)) == &a);
  CHECK(queue.empty());
}

TEST_CASE("timers of the same deadline come out in the order in which they went in") {
  TimerQueue queue;
  std::deque<Timer> timers(100);
  for (Timer& timer : timers) queue.insert(timer, at(10ms));
  for (Timer& timer : timers) CHECK(queue.pop_due(at(10ms)) == &timer);
}

TEST_CASE("a timer that is set again goes behind those of the same deadline") {
  TimerQueue queue;
  Timer a, b;
  queue.insert(a, at(10ms));
  queue.insert(b, at(10ms));
  queue.remove(a);
  queue.insert(a, at(10ms));
  CHECK(queue.pop_due(at(10ms)) == &b);
  CHECK(queue.pop_due(at(10ms)) == &a);
}

TEST_CASE("a timer is set from when it goes in until it comes out") {
  TimerQueue queue;
  Timer timer;
  CHECK_FALSE(timer.is_set());
  queue.insert(timer, at(1ms));
  CHECK(timer.is_set());
  CHECK(queue.pop_due(at(1ms)) == &timer);
  CHECK_FALSE(timer.is_set());
}

TEST_CASE("timers of any distance come out in order, however far time jumps") {
  TimerQueue queue;
  std::deque<Timer> timers;
  std::vector<Duration> distances{1ns, 1ms, 70ms, 5s, 6min, 7h, 400h, 24h * 365 * 200};
  for (const Duration d : distances) queue.insert(timers.emplace_back(), at(d));
  queue.insert(timers.emplace_back(), Instant::max());
  for (std::size_t i = 0; i < distances.size(); ++i) {
    CHECK(queue.pop_due(at(distances[i] - 1ns)) == nullptr);
    CHECK(queue.next_deadline() == at(distances[i]));
    CHECK(queue.pop_due(at(distances[i])) == &timers[i]);
  }
  CHECK(queue.next_deadline() == Instant::max());
  CHECK(queue.pop_due(Instant::max()) == &timers.back());
  CHECK(queue.empty());
}

TEST_CASE("a timer set behind another of the same deadline stays behind it, however far off they are") {
  for (const Duration d : {3ms, 80ms, 9000ms, 900000ms}) {
    TimerQueue queue;
    Timer first, early, second;
    queue.insert(first, at(d));
    queue.insert(early, at(d / 2));
    CHECK(queue.pop_due(at(d / 2)) == &early);  // what is left moves nearer
    queue.insert(second, at(d));
    CHECK(queue.pop_due(at(d)) == &first);
    CHECK(queue.pop_due(at(d)) == &second);
  }
}

TEST_CASE("looking far ahead does not hide a timer that is set nearer afterwards") {
  TimerQueue queue;
  Timer far, near;
  queue.insert(far, at(1h));
  CHECK(queue.next_deadline() == at(1h));
  queue.insert(near, at(1ms));
  CHECK(queue.next_deadline() == at(1ms));
  CHECK(queue.pop_due(at(1ms)) == &near);
  queue.remove(far);
  CHECK(queue.empty());
}

/// A list that is sorted anew each time: slow, and plainly right.
class PlainQueue {
 public:
  void insert(std::size_t timer, Instant deadline) { entries_.push_back({deadline, ++sequence_, timer}); }
  void remove(std::size_t timer) {
    std::erase_if(entries_, [&](const Entry& e) { return e.timer == timer; });
  }
  bool empty() const { return entries_.empty(); }
  Instant next_deadline() const { return std::ranges::min_element(entries_)->deadline; }
  bool holds(std::size_t timer) const {
    return std::ranges::any_of(entries_, [&](const Entry& e) { return e.timer == timer; });
  }
  std::optional<std::size_t> pop_due(Instant now) {
    const auto first = std::ranges::min_element(entries_);
    if (first == entries_.end() || first->deadline > now) return std::nullopt;
    const std::size_t timer = first->timer;
    entries_.erase(first);
    return timer;
  }

 private:
  struct Entry {
    Instant deadline;
    int sequence;
    std::size_t timer;
    auto operator<=>(const Entry&) const = default;
  };
  std::vector<Entry> entries_;
  int sequence_ = 0;
};

TEST_CASE("any mixture of setting, removing and firing agrees with a plain sorted list") {
  std::mt19937 random(20240229);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random()) % n; };
  for (int round = 0; round < 80; ++round) {
    // From deadlines that are often the same to some that are hours apart.
    const Duration unit(std::int64_t{1} << (round % 4 * 10 + 12));
    const auto moment = [&] { return at(unit * below(20)); };
    TimerQueue queue;
    PlainQueue plain;
    std::deque<Timer> timers(40);
    for (int step = 0; step < 400; ++step) {
      const std::size_t i = below(40);
      Timer& timer = timers[i];
      REQUIRE(timer.is_set() == plain.holds(i));
      const std::uint32_t choice = below(5);
      if (choice < 2 && !timer.is_set()) {
        const Instant deadline = moment();
        queue.insert(timer, deadline);
        plain.insert(i, deadline);
      } else if (choice == 2 && timer.is_set()) {
        queue.remove(timer);
        plain.remove(i);
      } else if (choice == 3) {
        const Instant now = moment();
        const auto expected = plain.pop_due(now);
        Timer* const popped = queue.pop_due(now);
        REQUIRE((popped != nullptr) == expected.has_value());
        if (popped) REQUIRE(popped == &timers[*expected]);
      } else if (!plain.empty()) {
        REQUIRE(queue.next_deadline() == plain.next_deadline());
      }
    }
    for (Timer& timer : timers) {
      if (timer.is_set()) queue.remove(timer);
    }
    REQUIRE(queue.empty());
  }
}

}  // namespace
}  // namespace loopglass
