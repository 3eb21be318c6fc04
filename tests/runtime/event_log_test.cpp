#include "runtime/trace/event_log.hpp"

#include "tests/catch.hpp"

namespace loopglass {
namespace {

// More than fits into the first pages of small size.
constexpr EventNumber many = 300'000;

EventLog filled() {
  EventLog log;
  for (EventNumber n = 1; n <= many; ++n) {
    if (log.append({.kind = EventKind::parked, .value = n * n}) != n) FAIL("numbers are counted from one");
  }
  return log;
}

bool holds_all(const EventLog& log) {
  for (EventNumber n = 1; n <= log.size(); ++n) {
    if (log[n] != Event{.kind = EventKind::parked, .value = n * n}) return false;
  }
  return log.size() == many;
}

TEST_CASE("every event is found again by its number, on whatever page it is") { CHECK(holds_all(filled())); }

TEST_CASE("an event stays where it is while others follow") {
  EventLog log;
  log.append({.value = 1});
  const Event& first = log[1];
  for (EventNumber n = 2; n <= many; ++n) log.append({.value = n});
  CHECK(&log[1] == &first);
  CHECK(first.value == 1);
}

TEST_CASE("a copy of a log holds the same, and grows alone") {
  const EventLog log = filled();
  EventLog copy = log;
  CHECK(holds_all(copy));
  copy.append({});
  CHECK(copy.size() == many + 1);
  CHECK(log.size() == many);
}

TEST_CASE("a log that is moved takes its events along") {
  EventLog log = filled();
  const EventLog other = std::move(log);
  CHECK(holds_all(other));
}

}  // namespace
}  // namespace loopglass
