// Ways through the scenarios: what to show in a first lesson, and in a course.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"

namespace loopglass {

/// Scenarios in the order in which they are shown.
struct CourseLesson {
  std::string title;
  std::vector<std::string> scenarios;  // by name
};

struct Course {
  std::string title;
  std::vector<CourseLesson> lessons;
};

/// The first is the one to begin with.
std::span<const Course> courses();

/// How long a lesson takes with its questions, by the teacher's pages. Names that are not among the scenarios
/// take no time.
int minutes(const CourseLesson& lesson, const std::vector<Scenario>& scenarios);

/// Whether each of the words, or one that begins so, stands in a scenario's name, title, concept or summary,
/// in any order and in small or large letters. No word stands everywhere.
bool speaks_of(const Scenario& scenario, std::string_view words);

}  // namespace loopglass
