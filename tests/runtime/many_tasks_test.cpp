#include "runtime/loopglass.hpp"
#include "tests/catch.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t million = 1'000'000;

struct Count {
  std::uint32_t alive = 0;
  std::uint32_t woken = 0;
  Instant last{};
  bool in_order = true;
};

class Counted {
 public:
  explicit Counted(Count* count) : count_(count) { ++count_->alive; }
  Counted(const Counted&) = delete;
  ~Counted() { --count_->alive; }

 private:
  Count* count_;
};

Future<> sleeper(Count* count, Duration d) {
  const Counted counted(count);
  co_await sleep(d);
  ++count->woken;
  count->in_order &= count->last <= now();
  count->last = now();
}

/// A million tasks that are all asleep.
void fall_asleep(Executor& executor, Count& count) {
  for (std::uint32_t n = 0; n < million; ++n) {
    // Deadlines in no order, many of them shared.
    (void)executor.spawn(sleeper(&count, 1s + (n * 7919ull) % 10007 * 1ms));
  }
  std::uint32_t polls = 0;
  while (polls < million && executor.tick() == Tick::polled) ++polls;
  REQUIRE(polls == million);
  REQUIRE(count.alive == million);
  REQUIRE(count.woken == 0);
}

TEST_CASE("a million tasks are asleep at once, and each is woken when it is due") {
  Executor executor(Reactor::on_virtual_clock());
  const Executor::Entered entered(executor);
  Count count;
  fall_asleep(executor, count);
  while (executor.tick() != Tick::stuck) {
  }
  CHECK(count.woken == million);
  CHECK(count.alive == 0);
  CHECK(count.in_order);
  CHECK(executor.clock().now() == Instant(1s + 10006ms));
}

TEST_CASE("an executor that dies frees a million tasks that are asleep") {
  Count count;
  {
    Executor executor(Reactor::on_virtual_clock());
    const Executor::Entered entered(executor);
    fall_asleep(executor, count);
  }
  CHECK(count.alive == 0);
  CHECK(count.woken == 0);
}

}  // namespace
}  // namespace loopglass
