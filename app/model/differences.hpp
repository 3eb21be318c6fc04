// What differs between two runs, in figures and in sentences, the most important first.
//
// The order: how the runs end; then times, the largest difference first, but a long poll only after what it
// did to the others; then output, warnings and the ends of tasks; last what the executor had to do for it.
// Figures that are equal are not told.
#pragma once
#include <string>
#include <vector>

#include "app/model/figures.hpp"

namespace loopglass {

struct Difference {
  std::string id;    // for programs: "late-timer", "duration", "polls"
  std::string name;  // for people: "latest timer"
  std::string a;     // the figure of each run
  std::string b;
  std::string sentence;
};

/// `name_a` and `name_b` are what the sentences call the runs, for example "cooperative" and "blocking".
std::vector<Difference> differences(const Figures& a, const std::string& name_a, const Figures& b,
                                    const std::string& name_b);

/// One figure as a table shows it.
struct Figure {
  std::string id;
  std::string name;
  std::string text;
  std::string brief;  // where there is little room; empty if there is no shorter way to say it
};
/// All figures of a run, in the order in which a table lists them; always the same ones.
std::vector<Figure> table_of(const Figures& figures);

}  // namespace loopglass
