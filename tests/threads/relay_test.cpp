#include "runtime/trace/relay.hpp"

#include <source_location>
#include <thread>

#include "tests/catch.hpp"

namespace loopglass {
namespace {

constexpr EventNumber count = 300'000;

/// What a run would record: an event each, with a text of which some come again, and a place.
void write(Sink& sink) {
  for (EventNumber n = 1; n <= count; ++n) {
    Event event{.time_ns = static_cast<std::int64_t>(n), .kind = EventKind::output};
    event.value = static_cast<std::uint64_t>(sink.intern("line " + std::to_string(n % 4001)));
    event.site = sink.intern(std::source_location::current());
    sink.record(event);
  }
}

TEST_CASE("another thread takes out what the loop has put in, in order and with what it names") {
  Recorder recorder;
  write(recorder);

  Relay relay;
  std::thread loop([&] { write(relay); });
  Trace taken;
  bool named = true;
  while (taken.size() < count) {
    const EventNumber before = taken.size();
    relay.take(taken, 1000);
    for (EventNumber n = before + 1; n <= taken.size(); ++n) {
      named = named && !taken.string(static_cast<StringId>(taken[n].value)).empty() &&
              taken.site(taken[n].site).line != 0;
    }
  }
  loop.join();
  CHECK(named);
  CHECK(taken.hash() == recorder.trace().hash());
  CHECK(relay.recorded() == count);
  CHECK(relay.take(taken, 1000) == 0);
}

TEST_CASE("what nobody takes out is freed") {
  Relay relay;
  for (int n = 0; n < 20'000; ++n) relay.record({.kind = EventKind::output});
  relay.intern("a text that is longer than what a string holds in itself");
  Trace taken;
  CHECK(relay.take(taken, 9'000) == 9'000);
}

TEST_CASE("no more is taken than was asked for") {
  Relay relay;
  for (int n = 0; n < 10; ++n) relay.record({.time_ns = n});
  Trace taken;
  CHECK(relay.take(taken, 4) == 4);
  CHECK(relay.take(taken, 100) == 6);
  CHECK(taken[10].time_ns == 9);
}

}  // namespace
}  // namespace loopglass
