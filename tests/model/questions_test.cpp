#include "app/model/questions.hpp"

#include <algorithm>
#include <set>

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

std::vector<PosedQuestion> posed(Run& run) {
  return pose(*run.order().scenario, run.order().settings.variant, run.chronicle());
}
std::vector<PosedQuestion> posed(const std::string& recipe) { return posed(*played(recipe)); }

/// The answer to the first question that begins so.
std::string answer(const std::string& recipe, std::string_view text) {
  for (const PosedQuestion& question : posed(recipe)) {
    if (question.text.starts_with(text)) return question.choices.at(question.answer);
  }
  return "(not asked)";
}

TEST_CASE("every scenario is asked about in every variant, once to three times") {
  for (const std::string& recipe : all_recipes()) {
    const auto run = played(recipe);
    const Scenario& scenario = *run->order().scenario;
    if (scenario.questions.empty()) continue;
    CAPTURE(recipe);
    const auto questions = posed(*run);
    CHECK(questions.size() >= 1);
    CHECK(questions.size() <= 3);
  }
}

TEST_CASE("every question of a scenario is asked in some variant") {
  for (const Scenario& scenario : compiled_scenarios()) {
    for (std::size_t i = 0; i < scenario.questions.size(); ++i) {
      Scenario alone = scenario;
      alone.questions = {scenario.questions[i]};
      std::size_t asked = 0;
      for (const std::string& recipe : all_recipes()) {
        if (recipe.substr(0, recipe.find('/')) != scenario.name) continue;
        const auto run = played(recipe);
        asked += pose(alone, run->order().settings.variant, run->chronicle()).size();
      }
      CAPTURE(scenario.name, i + 1);
      CHECK(asked > 0);
    }
  }
}

TEST_CASE("a question stops before what decides it, and its choices are two to four different ones") {
  for (const std::string& recipe : all_recipes()) {
    const auto run = played(recipe);
    for (const PosedQuestion& question : posed(*run)) {
      CAPTURE(recipe, question.text, question.at);
      CHECK(question.at < question.decided);
      CHECK(question.decided <= run->trace().size());
      CHECK(question.choices.size() >= 2);
      CHECK(question.choices.size() <= 4);
      CHECK(std::set<std::string>(question.choices.begin(), question.choices.end()).size() ==
            question.choices.size());
      CHECK(question.answer < question.choices.size());
      CHECK_FALSE(question.because.empty());
    }
  }
}

TEST_CASE("what is printed next is the line of the event that decides it, and none came between") {
  for (const std::string& recipe : all_recipes()) {
    const auto run = played(recipe);
    const Trace& trace = run->trace();
    for (const PosedQuestion& question : posed(*run)) {
      if (question.text != "What is printed next?") continue;
      CAPTURE(recipe, question.at);
      for (EventNumber n = question.at + 1; n < question.decided; ++n)
        CHECK(trace[n].kind != EventKind::output);
      const Event& event = trace[question.decided];
      CHECK(question.choices[question.answer] == (event.kind == EventKind::output
                                                      ? trace.string(static_cast<StringId>(event.value))
                                                      : "nothing more is printed"));
    }
  }
}

TEST_CASE("answers come from the run: other parameters, other answers") {
  CHECK(answer("lock_across_await/plain_lock", "When is two done?") == "400 ms");
  CHECK(answer("lock_across_await/plain_lock?patience=200ms", "When is two done?") == "200 ms");
  CHECK(answer("stream", "How often is main polled in all?") == "6");
  CHECK(answer("stream?warm=23", "How often is main polled in all?") == "8");
  CHECK(answer("late_timeout/blocking", "When does timer") == "200 ms");
  CHECK(answer("late_timeout/blocking?reading=40ms", "When does timer") == "50 ms");
  CHECK(answer("hello_world", "Who is polled next?") == "hello");
  CHECK(answer("hello_world?world=99ms", "Who is polled next?") == "world");
}

TEST_CASE("how a task ends is told apart: it returns, panics, is aborted, or is left over") {
  CHECK(answer("panic/handled", "How does main end?") == "it returns");
  CHECK(answer("panic/unwrapped", "How does main end?") == "it panics");
  CHECK(answer("token_unchecked/aborted", "How does worker end?") == "it is aborted");
  CHECK(answer("deadlock/two_orders", "How does ben end?") ==
        "it never does, and is dropped when the run is over");
}

TEST_CASE("a timer that is cancelled never fires, and the question says so") {
  CHECK(answer("drop/half_way", "When does timer") == "never: it is cancelled");
}

TEST_CASE("the place of the answer among the choices is not always the same") {
  std::set<std::size_t> places;
  for (const std::string& recipe : all_recipes()) {
    for (const PosedQuestion& question : posed(recipe)) places.insert(question.answer);
  }
  CHECK(places == std::set<std::size_t>{0, 1, 2, 3});
}

TEST_CASE("a question whose moment does not come is not asked") {
  CHECK(posed("semaphore?pages=3").size() < posed("semaphore").size());
}

}  // namespace
}  // namespace loopglass
