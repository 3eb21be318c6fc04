// What a scenario says while it runs, what it asks, and what it tells the teacher.
#include <algorithm>
#include <set>

#include "scenarios/course.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/play.hpp"

namespace loopglass {
namespace {

bool names_a_task(const Scenario& scenario, const std::string& name) {
  for (const Play& order : every_play()) {
    if (order.scenario != &scenario) continue;
    const Trace trace = play(order).trace;
    for (EventNumber n = 1; n <= trace.size(); ++n) {
      if (trace[n].kind == EventKind::task_spawned &&
          trace.string(static_cast<StringId>(trace[n].value >> 32)) == name)
        return true;
    }
  }
  return false;
}

TEST_CASE("every scenario is ready for a class: notes, questions and a teacher's page") {
  for (const Scenario& s : all_scenarios()) {
    CAPTURE(s.name);
    CHECK(s.questions.size() >= 1);
    CHECK(s.questions.size() <= 3);
    CHECK(s.notes.size() >= 2);
    CHECK_FALSE(s.teaching.point.empty());
  }
}

TEST_CASE("a teacher's page is whole, in short sentences, and says how long it takes") {
  for (const Scenario& s : all_scenarios()) {
    CAPTURE(s.name);
    CHECK(s.teaching.point.ends_with('.'));
    CHECK(s.teaching.belief.ends_with('.'));
    CHECK(s.teaching.question.ends_with('?'));
    for (const std::string& text : {s.teaching.point, s.teaching.belief, s.teaching.question}) {
      CHECK(text.size() <= 120);
      CHECK(text.find('!') == std::string::npos);
    }
    CHECK(s.teaching.minutes >= 3);
    CHECK(s.teaching.minutes <= 15);
  }
}

TEST_CASE("notes are short, and name no figure that a parameter could change") {
  for (const Scenario& s : all_scenarios()) {
    for (const Note& note : s.notes) {
      CAPTURE(s.name, note.text);
      CHECK(note.text.size() <= 130);
      CHECK((note.text.ends_with('.') || note.text.ends_with('?')));
      CHECK(note.text.find('!') == std::string::npos);
      for (const char* unit : {" ms", " s ", " s."}) CHECK(note.text.find(unit) == std::string::npos);
    }
  }
}

TEST_CASE("notes and questions name variants and tasks that the scenario has") {
  for (const Scenario& s : all_scenarios()) {
    std::set<std::string> tasks;
    for (const Note& note : s.notes) {
      CAPTURE(s.name, note.text);
      CHECK((note.variant.empty() || s.find_variant(note.variant)));
      tasks.insert(note.cue.task);
    }
    for (const Question& question : s.questions) {
      CAPTURE(s.name, question.about);
      CHECK((question.variant.empty() || s.find_variant(question.variant)));
      tasks.insert({question.cue.task, question.about});
      const bool about_one =
          question.ask == Ask::polls || question.ask == Ask::finish_time || question.ask == Ask::finish_kind;
      CHECK(question.about.empty() != about_one);
    }
    tasks.erase("");
    for (const std::string& task : tasks) {
      CAPTURE(s.name, task);
      CHECK(names_a_task(s, task));
    }
  }
}

TEST_CASE("courses name scenarios that there are, and the first lesson fits into 45 minutes") {
  REQUIRE(courses().size() == 2);
  for (const Course& course : courses()) {
    for (const CourseLesson& lesson : course.lessons) {
      CAPTURE(lesson.title);
      for (const std::string& name : lesson.scenarios) {
        CAPTURE(name);
        CHECK(std::ranges::find(all_scenarios(), name, &Scenario::name) != all_scenarios().end());
      }
      CHECK(minutes(lesson, all_scenarios()) >= 30);
      CHECK(minutes(lesson, all_scenarios()) <= 60);
    }
  }
  REQUIRE(courses()[0].lessons.size() == 1);
  CHECK(minutes(courses()[0].lessons[0], all_scenarios()) <= 45);
  CHECK(courses()[1].lessons.size() == 4);
}

TEST_CASE("a scenario is found by a word of its name, title, concept or summary, in any letters") {
  const auto speak_of = [](std::string_view word) {
    std::set<std::string> names;
    for (const Scenario& s : all_scenarios()) {
      if (speaks_of(s, word)) names.insert(s.name);
    }
    return names;
  };
  CHECK(speak_of("BACK-pressure").empty());
  CHECK(speak_of("mutex").count("mutex") == 1);
  CHECK(speak_of("Deadlock") == std::set<std::string>{"deadlock"});
  CHECK(speak_of("producer").count("channel") == 1);
  CHECK(speak_of("").size() == all_scenarios().size());
  CHECK(speak_of("lock").count("tick") == 0);  // its clock has no lock
  CHECK(speak_of("lock held await").count("lock_across_await") == 1);
}

}  // namespace
}  // namespace loopglass
