// Finding: an event is found by the words of its sentence and by its task, and never else.
#include "app/session/finder.hpp"

#include <algorithm>

#include "app/model/brief.hpp"
#include "app/model/explain.hpp"
#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

std::vector<EventNumber> found(std::string_view words, const Chronicle& chronicle) {
  Finder finder;
  finder.look_for(words);
  do {
    finder.follow(chronicle);
  } while (!finder.is_done(chronicle) && finder.is_looking());
  return finder.found();
}

}  // namespace

TEST_CASE("an event is found by any words of its sentence") {
  const auto run = played("blocking/blocking");
  Chronicle& chronicle = run->chronicle();
  for (EventNumber n = 1; n <= run->trace().size(); n += 7) {
    const std::string sentence =
        explain(run->trace(), chronicle.names(), World(chronicle.at(n - 1)), run->trace()[n]);
    CAPTURE(sentence);
    const auto all = found(sentence, chronicle);
    CHECK(std::ranges::find(all, n) != all.end());
  }
}

TEST_CASE("an event is found by the name of its task, in upper or lower case") {
  const auto run = played("blocking/blocking");
  const auto all = found("READER", run->chronicle());
  for (EventNumber n = 1; n <= run->trace().size(); ++n) {
    const TaskId task = run->trace()[n].task;
    if (task != TaskId::none && run->chronicle().names().task(task) == "reader")
      CHECK(std::ranges::find(all, n) != all.end());
  }
  CHECK_FALSE(all.empty());
}

TEST_CASE("the tasks of what is found are told once each, in their order") {
  const auto run = played("blocking/blocking");
  Finder finder;
  finder.look_for("is polled");
  CHECK(finder.tasks().empty());
  finder.look_for("polls");
  while (!finder.is_done(run->chronicle())) finder.follow(run->chronicle());
  std::vector<TaskId> tasks;
  for (const EventNumber n : finder.found()) tasks.push_back(run->trace()[n].task);
  std::ranges::sort(tasks);
  tasks.erase(std::ranges::unique(tasks).begin(), tasks.end());
  std::erase(tasks, TaskId::none);
  CHECK(tasks.size() > 3);
  CHECK(finder.tasks() == tasks);
  finder.look_for("");
  CHECK(finder.tasks().empty());
}

TEST_CASE("every word must be there, in any order") {
  const auto run = played("blocking/blocking");
  const auto both = found("reader prints", run->chronicle());
  CHECK(both == found("prints reader", run->chronicle()));
  const auto prints = found("prints", run->chronicle());
  CHECK_FALSE(both.empty());
  CHECK(both.size() < prints.size());
  CHECK(std::ranges::includes(prints, both));
  CHECK(found("reader xyzzy", run->chronicle()).empty());
}

TEST_CASE("words as they were typed are found before the same words apart") {
  const auto run = played("blocking/blocking");
  Finder finder;
  finder.look_for("light 3");
  while (!finder.is_done(run->chronicle())) finder.follow(run->chronicle());
  REQUIRE_FALSE(finder.found().empty());
  const Names& names = run->chronicle().names();
  const auto says = [&](EventNumber n, const std::string& words) {
    const Event& event = run->trace()[n];
    const std::string sentence = explain(run->trace(), names, World(run->chronicle().at(n - 1)), event);
    return sentence.find(words) != std::string::npos ||
           (event.task != TaskId::none && names.task(event.task) == words);
  };
  for (const EventNumber n : finder.found()) CHECK(says(n, "light 3"));
  // "light 2 awaits timer 3" has both words; who wants that can have it.
  CHECK(finder.less_close() > 0);
  const std::size_t closest = finder.found().size();
  finder.take_all(true);
  CHECK(finder.found().size() == closest + finder.less_close());
  CHECK_FALSE(std::ranges::all_of(finder.found(), [&](EventNumber n) { return says(n, "light 3"); }));
  finder.look_for("light 3 ");
  CHECK_FALSE(finder.takes_all());
}

TEST_CASE("where a task is named so, one with a longer name is not meant") {
  const auto run = played("timers?tasks=12");
  const Names& names = run->chronicle().names();
  const std::string name = names.task(static_cast<TaskId>(2));
  Finder finder;
  finder.look_for(name);
  while (!finder.is_done(run->chronicle())) finder.follow(run->chronicle());
  CAPTURE(name);
  CHECK(finder.tasks().size() < names.task_count());
  for (const EventNumber n : finder.found()) {
    const Event& event = run->trace()[n];
    CAPTURE(n);
    CHECK((event.task == TaskId::none || event.task == static_cast<TaskId>(1) ||
           event.task == static_cast<TaskId>(2)));
  }
}

TEST_CASE("the beginnings of words are found where no whole word is so") {
  const auto run = played("blocking/blocking");
  const auto whole = found("reader", run->chronicle());
  CHECK(found("reade", run->chronicle()) == whole);
  CHECK(found("eader", run->chronicle()) == whole);
  CHECK_FALSE(whole.empty());
}

TEST_CASE("what is found only by its sentence has the part of it that has the words") {
  const auto run = played("deadlock/two_orders");
  const Chronicle& chronicle = run->chronicle();
  Finder finder;
  finder.look_for("Fork");
  finder.follow(chronicle);
  std::size_t excerpts = 0;
  for (const EventNumber n : finder.found()) {
    const Event& event = run->trace()[n];
    const std::string few = brief(run->trace(), chronicle.names(), event);
    const std::string excerpt(finder.excerpt(n));
    CAPTURE(n, few, excerpt);
    CHECK((few + excerpt).find("fork") != std::string::npos);
    CHECK(excerpt.empty() == (few.find("fork") != std::string::npos));
    excerpts += excerpt.empty() ? 0 : 1;
  }
  CHECK(excerpts > 0);
  CHECK(finder.excerpt(1).empty());
}

TEST_CASE("the places of the words in a text are told") {
  Finder finder;
  finder.look_for("light 1");
  using Places = std::vector<std::pair<std::size_t, std::size_t>>;
  CHECK(finder.places_in("Light 1 wakes light 1") == Places{{0, 7}, {14, 21}});
  CHECK(finder.places_in("1 light") == Places{{0, 1}, {2, 7}});
  CHECK(finder.places_in("nobody").empty());
  CHECK(Finder().places_in("light").empty());
}

TEST_CASE("no words find nothing") {
  const auto run = played("hello");
  CHECK(found("", run->chronicle()).empty());
  CHECK(found("   ", run->chronicle()).empty());
}

TEST_CASE("next goes round, and each found event has its number") {
  const auto run = played("timers?tasks=3");
  Finder finder;
  finder.look_for("is due");
  finder.follow(run->chronicle());
  const auto& all = finder.found();
  REQUIRE(all.size() >= 3);
  CHECK(finder.next(0, 1) == all.front());
  CHECK(finder.next(all.back(), 1) == all.front());
  CHECK(finder.next(all.front(), -1) == all.back());
  CHECK(finder.next(all[1], -1) == all[0]);
  CHECK(finder.number_of(all[1]) == 2);
  CHECK(finder.number_of(all[1] + 1) == (all[2] == all[1] + 1 ? 3 : 0));
  finder.look_for("nothing says this");
  finder.follow(run->chronicle());
  CHECK(finder.next(5, 1) == 0);
}

TEST_CASE("a long run is read in slices") {
  const auto run = played("yield_storm/look?boil=1s&look=1ms");
  const Chronicle& chronicle = run->chronicle();
  REQUIRE(run->trace().size() > Finder::slice);
  Finder finder;
  finder.look_for("cook");
  finder.follow(chronicle);
  CHECK_FALSE(finder.is_done(chronicle));
  const double size = static_cast<double>(run->trace().size());
  CHECK(finder.share(chronicle) == static_cast<double>(Finder::slice) / size);
  CHECK(std::ranges::all_of(finder.found(), [](EventNumber n) { return n <= Finder::slice; }));
  for (int i = 0; i < 1000 && !finder.is_done(chronicle); ++i) finder.follow(chronicle);
  CHECK(finder.is_done(chronicle));
  CHECK(finder.share(chronicle) == 1);
  CHECK(finder.found() == found("cook", chronicle));
}

}  // namespace loopglass
