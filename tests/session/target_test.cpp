// What one can run to: every target is found where the trace has it, forwards as backwards, and nowhere else.
#include "app/session/target.hpp"

#include <algorithm>

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

std::vector<EventNumber> found_forwards(const Target& target, const Chronicle& chronicle) {
  std::vector<EventNumber> all;
  for (EventNumber n = 0; (n = find_match(target, chronicle, n, 1)) != 0;) all.push_back(n);
  return all;
}

std::vector<EventNumber> found_backwards(const Target& target, const Chronicle& chronicle) {
  std::vector<EventNumber> all;
  for (EventNumber n = chronicle.trace().size() + 1; (n = find_match(target, chronicle, n, -1)) != 0;)
    all.push_back(n);
  std::ranges::reverse(all);
  return all;
}

}  // namespace

TEST_CASE("every kind of thing is found as often as it is counted, forwards as backwards") {
  for (const std::string& recipe : all_recipes()) {
    CAPTURE(recipe);
    const auto run = played(recipe);
    const Chronicle& chronicle = run->chronicle();
    Tally tally;
    tally.follow(chronicle);
    for (std::size_t i = 0; i < happening_count; ++i) {
      const auto happening = static_cast<Happening>(i);
      CAPTURE(words_of(happening));
      const auto there = found_forwards(happening, chronicle);
      CHECK(there == found_backwards(happening, chronicle));
      if (happening != Happening::warning) {
        CHECK(there.size() == tally[happening]);
        continue;
      }
      // Several warnings may become certain with one event.
      CHECK(tally[happening] == chronicle.warnings().size());
      for (const Warning& warning : chronicle.warnings())
        CHECK(std::ranges::find(there, warning.event) != there.end());
      CHECK(there.size() <= chronicle.warnings().size());
    }
  }
}

TEST_CASE("the events of a task are its own, and the aborts that are aimed at it") {
  const auto run = played("abort");
  const Chronicle& chronicle = run->chronicle();
  const Trace& trace = run->trace();
  bool aimed = false;
  for (std::uint32_t id = 1; id <= chronicle.names().task_count(); ++id) {
    const auto task = static_cast<TaskId>(id);
    const Target target = TaskTarget{chronicle.names().task(task)};
    for (EventNumber n = 1; n <= trace.size(); ++n) {
      const bool at_it = trace[n].kind == EventKind::abort_requested && trace[n].subject == id;
      aimed = aimed || at_it;
      CHECK(matches(target, chronicle, n) == (trace[n].task == task || at_it));
    }
  }
  CHECK(aimed);
}

TEST_CASE("a line is found by what is done there, in its own file only") {
  const auto run = played("blocking/blocking");
  const Chronicle& chronicle = run->chronicle();
  const EventNumber blocks = find_match(Happening::work, chronicle, 0, 1);
  REQUIRE(blocks != 0);
  const Site& site = run->trace().site(run->trace()[blocks].site);
  REQUIRE(site.line > 0);
  const auto there = found_forwards(LineTarget{site.file, site.line}, chronicle);
  CHECK(std::ranges::find(there, blocks) != there.end());
  for (const EventNumber n : there) CHECK(run->trace()[n].kind != EventKind::future_created);
  CHECK(found_forwards(LineTarget{"scenarios/other.cpp", site.line}, chronicle).empty());
  CHECK(found_forwards(LineTarget{site.file, 1}, chronicle).empty());
}

TEST_CASE("a target means the same in another variant of the scenario") {
  const Target reader = TaskTarget{"reader"};
  for (const char* recipe : {"blocking/blocking", "blocking/cooperative"}) {
    const auto run = played(recipe);
    const EventNumber n = find_match(reader, run->chronicle(), 0, 1);
    REQUIRE(n != 0);
    CHECK(run->chronicle().names().task(run->trace()[n].task) == "reader");
  }
}

TEST_CASE("before the first and after the last there is nothing to run to") {
  const auto run = played("hello");
  const Chronicle& chronicle = run->chronicle();
  CHECK(find_match(Happening::print, chronicle, run->trace().size(), 1) == 0);
  CHECK(find_match(Happening::print, chronicle, 0, -1) == 0);
  CHECK(find_match(TaskTarget{"nobody"}, chronicle, 0, 1) == 0);
}

}  // namespace loopglass
