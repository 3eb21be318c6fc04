#include "scenarios/course.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace loopglass {
namespace {

/// Its words in small letters, with a space before each and at the end.
std::string in_words(std::string_view text) {
  std::string words = " ";
  for (const char c : text) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isalnum(letter)) {
      words += static_cast<char>(std::tolower(letter));
    } else if (words.back() != ' ') {
      words += ' ';
    }
  }
  return words + ' ';
}

}  // namespace

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

bool speaks_of(const Scenario& scenario, std::string_view words) {
  std::string text;
  for (const std::string_view part : {std::string_view(scenario.name), std::string_view(scenario.title),
                                      std::string_view(scenario.topic), std::string_view(scenario.summary)})
    text += in_words(part);
  std::istringstream wanted(in_words(words));
  std::string word;
  while (wanted >> word) {
    if (text.find(" " + word) == std::string::npos) return false;
  }
  return true;
}

}  // namespace loopglass
