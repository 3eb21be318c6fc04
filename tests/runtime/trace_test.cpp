#include "runtime/trace/trace.hpp"

#include <set>

#include "runtime/trace/text.hpp"
#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

TEST_CASE("events are numbered from one in the order in which they are recorded") {
  Recorder recorder;
  CHECK(recorder.record({.kind = EventKind::turn_began}) == 1);
  CHECK(recorder.record({.kind = EventKind::parked}) == 2);
  CHECK(recorder.trace().size() == 2);
  CHECK(recorder.trace()[2].kind == EventKind::parked);
}

TEST_CASE("the same text and the same place have one id each, and none is the empty one") {
  Recorder recorder;
  const StringId a = recorder.intern("a");
  CHECK(a != StringId::none);
  CHECK(recorder.intern("b") != a);
  CHECK(recorder.intern("a") == a);
  CHECK(recorder.trace().string(a) == "a");
  CHECK(recorder.trace().string(StringId::none).empty());
  std::vector<SiteId> here;
  for (int i = 0; i < 2; ++i) here.push_back(recorder.intern(std::source_location::current()));
  CHECK(here[0] == here[1]);
  CHECK(here[0] != SiteId::none);
  CHECK(recorder.intern(std::source_location::current()) != here[0]);
  CHECK(recorder.trace().site(here[0]).file == "tests/runtime/trace_test.cpp");
}

TEST_CASE("a place has one id however often others are asked for in between") {
  Recorder recorder;
  VirtualClock clock;
  Tracer tracer(&recorder, clock);
  const auto here = [](std::source_location place = std::source_location::current()) { return place; };
  // One to the right and one in the line below fall on the same entry of the cache.
  const std::source_location places[] = {here(), here(), here(), here(), here(), here(), here(), here(),
                                         here(), here(), here(), here(), here(), here(), here(), here()};
  std::vector<SiteId> first, second;
  for (const auto& place : places) first.push_back(tracer.site(place));
  for (const auto& place : places) second.push_back(tracer.site(place));
  CHECK(first == second);
  CHECK(std::set(first.begin(), first.end()).size() == std::size(places));
  CHECK(recorder.trace().site_count() == std::size(places) + 1);
}

Future<> short_story() {
  co_await sleep(1ms);
  println("done");
}

Trace short_trace() {
  Loop loop;
  const auto handle = loop.spawn(short_story(), "short");
  loop.run();
  return loop.trace();
}

TEST_CASE("the same run has the same hash") { CHECK(short_trace().hash() == short_trace().hash()); }

TEST_CASE("every field, text and place counts for the hash") {
  Recorder plain;
  plain.record({.kind = EventKind::output});
  const auto hash_of = [](Event event) {
    Trace trace;
    trace.append(event);
    return trace.hash();
  };
  const Event event{.kind = EventKind::output};
  const auto hash = hash_of(event);
  CHECK(plain.trace().hash() == hash);
  Event other = event;
  other.time_ns = 1;
  CHECK(hash_of(other) != hash);
  other = event;
  other.kind = EventKind::parked;
  CHECK(hash_of(other) != hash);
  other = event;
  other.detail = 1;
  CHECK(hash_of(other) != hash);
  other = event;
  other.extra = 1;
  CHECK(hash_of(other) != hash);
  other = event;
  other.task = TaskId{1};
  CHECK(hash_of(other) != hash);
  other = event;
  other.subject = 1;
  CHECK(hash_of(other) != hash);
  other = event;
  other.site = SiteId{1};
  CHECK(hash_of(other) != hash);
  other = event;
  other.value = 1;
  CHECK(hash_of(other) != hash);
  Trace text;
  text.append(event);
  text.add_string("more");
  CHECK(text.hash() != hash);
  Trace place;
  place.append(event);
  place.add_site({"file.cpp", 1, "f"});
  CHECK(place.hash() != hash);
}

TEST_CASE("the hash is the FNV-1a of the published test vectors") {
  const auto hash_of = [](std::string_view text) {
    // The published vectors hash the bytes alone; ours ends a text with a zero byte.
    Fnv1a h;
    h.add(text);
    return h.value();
  };
  CHECK(Fnv1a().value() == 0xcbf29ce484222325ull);
  CHECK(hash_of("") == 0xaf63bd4c8601b7dfull);
}

TEST_CASE("every kind of event has a name of its own") {
  std::vector<std::string> names;
  for (int kind = 0; kind < event_kinds; ++kind) {
    names.emplace_back(name(static_cast<EventKind>(kind)));
    CHECK(names.back() != "unknown");
  }
  std::ranges::sort(names);
  CHECK(std::ranges::adjacent_find(names) == names.end());
}

TEST_CASE("a trace in words has one line an event, with names instead of numbers") {
  const Trace trace = short_trace();
  TraceText text(trace);
  Lines lines;
  for (EventNumber n = 1; n <= trace.size(); ++n) lines.push_back(text.line(n));
  const auto ends_with = [&](std::size_t n, std::string_view end) {
    CAPTURE(lines[n - 1]);
    CHECK(lines[n - 1].ends_with(end));
  };
  REQUIRE(lines.size() == 18);
  ends_with(3, "turn_began        -             turn 1 polls 1");
  ends_with(4, "0 ms  poll_began        short");
  ends_with(6, "timer_set         short         timer 1 for 1 ms");
  ends_with(7, "waker_registered  short         with timer 1");
  ends_with(9, "parked            -             until 1 ms");
  ends_with(12, "1 ms  task_woken        short         by timer 1 (event 11): queued");
  ends_with(16, "output            short         done");
  ends_with(18, "task_finished     short         returned");
}

TEST_CASE("an event with unknown words and ids is told as far as it goes") {
  Trace trace;
  for (int kind = 0; kind < event_kinds; ++kind) {
    trace.append({.kind = static_cast<EventKind>(kind),
                  .detail = 200,
                  .extra = 999,
                  .task = TaskId{77},
                  .subject = 88});
  }
  TraceText text(trace);
  for (EventNumber n = 1; n <= trace.size(); ++n) CHECK_FALSE(text.line(n).empty());
}

}  // namespace
}  // namespace loopglass
