#include "scenarios/course.hpp"

#include <algorithm>
#include <cctype>

namespace loopglass {

std::span<const Course> courses() {
  static const std::vector<Course> all = {
      {"A first lesson",
       {{"What one thread can do",
         {"hello", "lazy", "sequence", "spawn_order", "timers", "blocking", "compute"}}}},
      {"A course of four lessons",
       {{"Futures and tasks",
         {"hello", "add", "lazy", "poll_by_hand", "state_machine", "sequence", "spawn_order", "join"}},
        {"Time and blocking",
         {"hello_world", "timers", "tick", "timeout", "late_timeout", "blocking", "compute", "panic"}},
        {"Cancellation",
         {"drop", "abort", "token", "token_unchecked", "token_select", "select_loses", "cleanup"}},
        {"Sharing",
         {"lost_update", "mutex", "lock_across_await", "deadlock", "channel", "semaphore", "lost_waker"}}}},
  };
  return all;
}

int minutes(const CourseLesson& lesson, const std::vector<Scenario>& scenarios) {
  int sum = 0;
  for (const std::string& name : lesson.scenarios) {
    const auto scenario = std::ranges::find(scenarios, name, &Scenario::name);
    if (scenario != scenarios.end()) sum += scenario->teaching.minutes;
  }
  return sum;
}

bool speaks_of(const Scenario& scenario, std::string_view word) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  if (word.empty()) return true;
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{scenario.name, scenario.title, scenario.topic,
                                              scenario.summary},
      [&](std::string_view text) { return !std::ranges::search(text, word, same).empty(); });
}

}  // namespace loopglass
