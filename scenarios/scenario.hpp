// A scenario: a story that runs, as a value. Its words, its source, its variants and parameters, and how to
// make its root future.
//
// Nothing here assumes that a scenario is compiled in: one read from a script fills in the same fields.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/future.hpp"
#include "runtime/schedule.hpp"
#include "runtime/time.hpp"

namespace loopglass {

/// One way to run a scenario: the mistake, its fix, or one way among several.
struct Variant {
  std::string name;
  /// One line: what is different here.
  std::string summary;
  /// Where it is the schedule that is different. A recipe may ask for another one.
  Schedule schedule{};
};

enum class Unit { count, duration };

/// A number that a person may choose. Durations are in nanoseconds.
struct Parameter {
  std::string name;
  std::string summary;
  Unit unit = Unit::count;
  std::int64_t standard = 0;
  std::int64_t least = 0;
  std::int64_t most = 0;
};

Parameter count_parameter(std::string name, std::string summary, std::int64_t standard, std::int64_t least,
                          std::int64_t most);
Parameter duration_parameter(std::string name, std::string summary, Duration standard, Duration least,
                             Duration most);

/// What was chosen for one run. Every parameter of the scenario has a value within its range.
struct Settings {
  std::string variant;
  std::uint64_t seed = 0;
  Schedule schedule{};
  struct Value {
    std::string name;
    std::int64_t value = 0;
  };
  std::vector<Value> values;

  /// Preconditions: the scenario declares a parameter of that name and unit.
  std::int64_t count(std::string_view name) const;
  Duration duration(std::string_view name) const;
};

/// The words around a run, in plain sentences.
struct Lesson {
  std::string watch;  // before: what to look at
  std::string why;    // after: why it went so
  std::string next;   // what to try next
};

struct Scenario {
  std::string name{};     // as in a recipe
  int chapter = 0;        // 1 to 8; 0 for a script
  std::string title{};    // a few words
  std::string topic{};    // the concept it shows, one word or two
  std::string summary{};  // one line
  Lesson lesson{};
  std::vector<Variant> variants{};  // the first is the standard one; empty if there is one way only
  std::vector<Parameter> parameters{};
  /// Makes the root future. Called inside an executor that was entered; nothing runs yet.
  std::function<Future<>(Settings)> make{};

  std::string file{};    // of the source, relative to the project's root
  std::string source{};  // exactly as it runs; line 1 first
  /// The lines of the source that are the story; the rest is its words. Both inclusive, from 1.
  int first_line = 1;
  int last_line = 0;

  const Variant* find_variant(std::string_view variant) const;
  const Parameter* find_parameter(std::string_view parameter) const;
};

namespace scenarios {
using namespace std::chrono_literals;  // so that a scenario can say 300ms
}

}  // namespace loopglass
