// Random programs of locks, permits, channels, sleeps and aborts, each decided by its seed. Whatever is
// aborted and when: nothing is lost, nothing is had twice, and the trace holds together.
#include <chrono>
#include <map>
#include <random>

#include "runtime/loopglass.hpp"
#include "runtime/trace/trace.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/trace_invariants.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

using Message = std::pair<int, int>;  // the sender, and a number that it counts up

/// What the tasks of a program share, and what a test wants to know of them.
struct Shop {
  Mutex<int> till{0, "till"};
  RwLock<int> prices{0, "prices"};
  Semaphore seats{3, "seats"};
  Notify bell{"bell"};
  int at_till = 0;
  int reading = 0;
  int writing = 0;
  std::uint32_t seated = 0;
  std::map<int, int> sent;
  std::map<int, int> received;
  int broken = 0;

  void require(bool holds) { broken += holds ? 0 : 1; }
};

/// Counts up while it lives, as a guard does; so it sees what is dropped half way.
template <class N>
class Counting {
 public:
  Counting(N& n, N by) : n_(n), by_(by) { n_ += by_; }
  Counting(const Counting&) = delete;
  ~Counting() { n_ -= by_; }

 private:
  N& n_;
  N by_;
};

Duration some_time(std::mt19937& random) { return std::chrono::milliseconds(random() % 3); }

Future<> visit_till(Shop* shop, Duration d) {
  const auto guard = co_await shop->till.lock();
  const Counting counting(shop->at_till, 1);
  shop->require(shop->at_till == 1);
  co_await sleep(d);
}

Future<> sit(Shop* shop, std::uint32_t n, Duration d) {
  const auto permits = co_await shop->seats.acquire(n);
  const Counting counting(shop->seated, n);
  shop->require(shop->seated <= 3);
  co_await sleep(d);
}

Future<> read(Shop* shop, Duration d) {
  const auto guard = co_await shop->prices.read();
  const Counting counting(shop->reading, 1);
  shop->require(shop->writing == 0);
  co_await sleep(d);
}

Future<> write(Shop* shop, Duration d) {
  const auto guard = co_await shop->prices.write();
  const Counting counting(shop->writing, 1);
  shop->require(shop->writing == 1 && shop->reading == 0);
  co_await sleep(d);
}

Future<> customer(Shop* shop, Sender<Message> sender, int id, std::uint32_t seed) {
  std::mt19937 random(seed);
  for (int step = 0; step < 12; ++step) {
    const Duration d = some_time(random);
    switch (random() % 8) {
      case 0: co_await visit_till(shop, d); break;
      case 1: co_await sit(shop, 1 + static_cast<std::uint32_t>(random() % 3), d); break;
      case 2: co_await read(shop, d); break;
      case 3: co_await write(shop, d); break;
      case 4: shop->bell.notify_one(); break;
      case 5: (void)co_await timeout(d, shop->till.lock()); break;
      case 6: (void)co_await timeout(d, shop->bell.notified()); break;
      default:
        if (co_await sender.send({id, shop->sent[id] + 1})) ++shop->sent[id];
        break;
    }
  }
}

Future<> clerk(Shop* shop, Receiver<Message>* receiver) {
  while (const auto message = co_await receiver->recv()) {
    // Each sender's messages come in order, with none left out and none twice.
    shop->require(message->second == shop->received[message->first] + 1);
    shop->received[message->first] = message->second;
    co_await sleep(1ms);
  }
}

struct Outcome {
  std::uint64_t hash = 0;
  int broken = 0;
  std::vector<std::string> violations;
};

Outcome play(std::uint32_t seed) {
  std::mt19937 random(seed);
  Recorder recorder;
  Outcome outcome;
  {
    Executor executor(Reactor::on_virtual_clock(), {.sink = &recorder, .output = {}});
    const Executor::Entered entered(executor);
    Shop shop;
    {
      auto ends = channel<Message>(1 + seed % 3, "orders");
      std::vector<JoinHandle<void>> handles;
      for (int id = 0; id < 8; ++id) {
        handles.push_back(
            executor.spawn(customer(&shop, ends.sender, id, seed * 31 + static_cast<std::uint32_t>(id))));
      }
      for (int n = 0; n < 2; ++n) handles.push_back(executor.spawn(clerk(&shop, &ends.receiver)));
      while (executor.tick() != Tick::stuck) {
        if (random() % 12 == 0) handles[random() % handles.size()].abort();
      }
      // Whoever is left waits for a clerk that is gone, or for orders.
      for (const auto& handle : handles) handle.abort();
      while (executor.tick() != Tick::stuck) {
      }
      while (auto message = ends.receiver.try_recv()) {
        shop.require(message.value().second == shop.received[message.value().first] + 1);
        shop.received[message.value().first] = message.value().second;
      }
      shop.require(ends.receiver.size() == 0);
    }
    // A sender may be dropped between its message and its own count of it.
    for (const auto& [id, n] : shop.sent) shop.require(shop.received[id] == n || shop.received[id] == n + 1);
    shop.require(!shop.till.is_locked());
    shop.require(shop.seats.available() == 3);
    shop.require(shop.prices.try_write().has_value());
    executor.shutdown(RunResult::finished);
    outcome.broken = shop.broken;
  }
  outcome.hash = recorder.trace().hash();
  outcome.violations = violations(recorder.trace(), true);
  return outcome;
}

TEST_CASE("random programs that share things lose nothing, however they are aborted") {
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    INFO("seed " << seed);
    const Outcome outcome = play(seed);
    CHECK(outcome.broken == 0);
    REQUIRE(outcome.violations == std::vector<std::string>{});
    if (seed % 20 == 0) CHECK(play(seed).hash == outcome.hash);
  }
}

}  // namespace
}  // namespace loopglass
