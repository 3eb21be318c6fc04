#include "app/model/cues.hpp"

#include <algorithm>
#include <set>

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using scenarios::happens;
using scenarios::polled;
using scenarios::says;

EventNumber place_of(const Run& run, const Cue& cue) {
  return find_cue(cue, run.trace(), run.chronicle().names()).value_or(0);
}

TEST_CASE("a cue is found by what happens, not by its number, so it moves with the parameters") {
  const auto few = played("mutex?tasks=2");
  const auto many = played("mutex?tasks=5");
  const Cue cue = says("deposit 2:");
  CHECK(place_of(*few, cue) != place_of(*many, cue));
  for (const Run* run : {few.get(), many.get()}) {
    const Event& event = run->trace()[place_of(*run, cue)];
    CHECK(event.kind == EventKind::output);
    CHECK(run->trace().string(static_cast<StringId>(event.value)) == "deposit 2: 10 + 10 = 20");
  }
}

TEST_CASE("a cue counts the events that fit it, of its task alone") {
  const auto run = played("hello_comma_world");
  const EventNumber second = place_of(*run, polled("sheep", 2));
  const Event& event = run->trace()[second];
  CHECK(event.kind == EventKind::poll_began);
  CHECK(run->chronicle().names().task(event.task) == "sheep");
  CHECK(run->chronicle().at(second).task(event.task)->polls == 2);
  CHECK(second < place_of(*run, polled("sheep", 3)));
}

TEST_CASE("a cue that does not come is nowhere") {
  const auto run = played("hello");
  CHECK(place_of(*run, says("nobody:")) == 0);
  CHECK(place_of(*run, polled("main", 2)) == 0);
  CHECK(place_of(*run, happens(EventKind::timer_set)) == 0);
}

TEST_CASE("notes come at their moments, whether the run is read at once or as it grows") {
  for (const std::string& recipe : all_recipes()) {
    CAPTURE(recipe);
    const auto run = played(recipe);
    Notes at_once(*run->order().scenario, run->order().settings.variant);
    at_once.catch_up(run->trace(), run->chronicle().names());

    Notes growing(*run->order().scenario, run->order().settings.variant);
    Trace trace;
    Names names;
    for (std::uint32_t id = 1; id < run->trace().string_count(); ++id) {
      trace.add_string(run->trace().string(static_cast<StringId>(id)));
    }
    for (EventNumber n = 1; n <= run->trace().size(); ++n) {
      trace.append(run->trace()[n]);
      names.observe(trace, trace[n]);
      growing.catch_up(trace, names);
    }
    REQUIRE(growing.all().size() == at_once.all().size());
    for (std::size_t i = 0; i < growing.all().size(); ++i) {
      CHECK(growing.all()[i].at == at_once.all()[i].at);
      CHECK(growing.all()[i].until == at_once.all()[i].until);
      CHECK(at_once.at(growing.all()[i].at)->text == growing.all()[i].text);
    }
    if (!at_once.all().empty()) {
      CHECK(at_once.at(at_once.all().front().at - 1) == nullptr);
      CHECK(at_once.at(run->trace().size()) == &at_once.all().back());
    }
  }
}

TEST_CASE("a note speaks of the present while its poll or its work goes on, and not afterwards") {
  for (const std::string& recipe : all_recipes()) {
    const auto run = played(recipe);
    const Trace& trace = run->trace();
    Notes notes(*run->order().scenario, run->order().settings.variant);
    notes.catch_up(trace, run->chronicle().names());
    for (const PlacedNote& note : notes.all()) {
      CAPTURE(recipe, note.text, note.at, note.until);
      CHECK(note.is_of(note.at));
      CHECK_FALSE(note.is_of(note.at - 1));
      CHECK_FALSE(note.is_of(note.until + 1));
      for (EventNumber n = note.at + 1; n <= note.until; ++n) {
        CHECK(trace[n].time() == trace[note.at].time());
        CHECK(trace[n].kind != EventKind::poll_began);
        CHECK(trace[n].kind != EventKind::poll_ended);
      }
      // It ends with the run, or because something else begins.
      if (note.until == trace.size()) continue;
      const Event& next = trace[note.until + 1];
      CHECK((next.time() > trace[note.at].time() || next.kind == EventKind::poll_ended ||
             next.kind == EventKind::poll_began || next.kind == EventKind::turn_began ||
             next.kind == EventKind::parked || next.kind == EventKind::work_ended));
    }
  }
}

TEST_CASE("every note of a scenario comes in some variant, in a run with standard values") {
  for (const Scenario& scenario : compiled_scenarios()) {
    std::set<std::string> seen;
    for (const std::string& recipe : all_recipes()) {
      if (recipe.substr(0, recipe.find('/')) != scenario.name) continue;
      const auto run = played(recipe);
      Notes notes(scenario, run->order().settings.variant);
      notes.catch_up(run->trace(), run->chronicle().names());
      for (const PlacedNote& note : notes.all()) seen.insert(note.text);
    }
    for (const Note& note : scenario.notes) {
      CAPTURE(scenario.name, note.text);
      CHECK(seen.count(note.text) == 1);
    }
  }
}

}  // namespace
}  // namespace loopglass
