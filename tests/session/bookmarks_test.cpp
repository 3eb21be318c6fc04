// Bookmarks stand in the order of their moments, and lead back to exactly those.
#include "app/session/bookmarks.hpp"

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

Instant at_ns(std::int64_t ns) { return Instant(Duration(ns)); }

}  // namespace

TEST_CASE("bookmarks are in the order of their moments, whenever they were set") {
  Bookmarks bookmarks;
  CHECK(bookmarks.set(9, at_ns(50)) == 0);
  CHECK(bookmarks.set(3, at_ns(10)) == 0);
  CHECK(bookmarks.set(3, at_ns(12)) == 1);
  CHECK(bookmarks.set(12, at_ns(50)) == 3);
  CHECK(bookmarks.all()[2].at == 9);
}

TEST_CASE("a moment has one bookmark at most, which keeps its note") {
  Bookmarks bookmarks;
  bookmarks.write(bookmarks.set(9, at_ns(50)), "the timers are late");
  bookmarks.set(3, at_ns(10));
  CHECK(bookmarks.set(9, at_ns(50)) == 1);
  CHECK(bookmarks.all().size() == 2);
  CHECK(bookmarks.all()[1].note == "the timers are late");
  bookmarks.remove(1);
  CHECK(bookmarks.find(9, at_ns(50)) == bookmarks.all().size());
  CHECK(bookmarks.find(3, at_ns(10)) == 0);
}

TEST_CASE("a bookmark leads to its event, or to the time between two events") {
  const auto run = played("timers");
  const Trace& trace = run->trace();
  CHECK(position_of({.at = 5, .time = trace[5].time(), .note = ""}, trace) == Position(EventNumber{5}));
  const Instant later = trace[5].time() + Duration(1);
  CHECK(position_of({.at = 5, .time = later, .note = ""}, trace) == Position(later));
  CHECK(position_of({}, trace) == Position(EventNumber{0}));
}

}  // namespace loopglass
