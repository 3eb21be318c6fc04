// A trace may come from a file that somebody damaged. Whatever is in it, reading it changes only what it can:
// no crash, no undefined behaviour, no memory out of proportion. The sanitizers judge.
#include <random>

#include "app/model/chronicle.hpp"
#include "app/model/explain.hpp"
#include "app/model/story.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

class Damage {
 public:
  explicit Damage(unsigned seed) : random_(seed) {}

  std::uint64_t number() {
    switch (random_() % 4) {
      case 0: return random_() % 8;
      case 1: return ~std::uint64_t{0} - random_() % 4;
      case 2: return std::uint64_t{1} << random_() % 64;
      default: return random_();
    }
  }

  void harm(Event& event) {
    switch (random_() % 8) {
      case 0: event.time_ns = static_cast<std::int64_t>(number()); break;
      case 1: event.kind = static_cast<EventKind>(random_() % (event_kinds + 3)); break;
      case 2: event.detail = static_cast<std::uint8_t>(number()); break;
      case 3: event.extra = static_cast<std::uint16_t>(number()); break;
      case 4: event.task = static_cast<TaskId>(number()); break;
      case 5: event.subject = static_cast<std::uint32_t>(number()); break;
      case 6: event.site = static_cast<SiteId>(number()); break;
      default: event.value = number(); break;
    }
  }

  bool now_and_then() { return random_() % 10 == 0; }
  /// Another order, and events that come twice or not at all.
  EventNumber somewhere(EventNumber size) { return 1 + random_() % size; }

 private:
  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("a damaged trace is read without harm") {
  const std::string recipe = GENERATE("abort", "token", "panic/unwrapped", "compute/yield_now?chunks=5");
  const auto run = played(recipe);
  const Trace& whole = run->trace();
  for (unsigned seed = 1; seed <= 100; ++seed) {
    CAPTURE(recipe, seed);
    Damage damage(seed);
    Trace trace;
    for (std::size_t i = 1; i < whole.string_count(); ++i) {
      trace.add_string(whole.string(static_cast<StringId>(i)));
    }
    for (EventNumber n = 1; n <= whole.size(); ++n) {
      Event event = whole[damage.now_and_then() ? damage.somewhere(whole.size()) : n];
      while (damage.now_and_then()) damage.harm(event);
      trace.append(event);
    }
    Chronicle chronicle(trace);
    chronicle.catch_up();
    CHECK(chronicle.latest().position == trace.size());
    World world;
    for (EventNumber n = 1; n <= trace.size(); ++n) {
      static_cast<void>(explain(trace, chronicle.names(), world, trace[n]));
      apply(world, trace[n]);
    }
    CHECK(world.hash() == chronicle.at(trace.size()).hash());
    CHECK_FALSE(tell(trace, chronicle.warnings()).empty());
  }
}

}  // namespace loopglass
