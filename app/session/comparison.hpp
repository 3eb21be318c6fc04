// Two runs that are over, held against each other: where they part, what differs, and what to call them.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/model/differences.hpp"
#include "app/model/divergence.hpp"
#include "app/session/run.hpp"

namespace loopglass {

/// Short names to tell two orders apart by: their variants where they differ in nothing else, "branch" and
/// "original" where one has had more done to it by hand, or else their recipes without a position.
std::pair<std::string, std::string> names_of(const Order& a, const Order& b);

struct Comparison {
  std::string name_a;
  std::string name_b;
  Figures a;
  Figures b;
  std::optional<Divergence> divergence;  // none: the runs are the same
  std::string at_divergence_a;           // what each does there, as a sentence; empty without a divergence
  std::string at_divergence_b;
  std::vector<Difference> differences;  // the most important first
};

/// Where the other run stands when one stands at its event n, so that both go in step: at the same event up
/// to where they part, from there on at the same time, and equally far through what happens at that time.
EventNumber in_step(const Trace& one, EventNumber n, const Trace& other,
                    const std::optional<Divergence>& parted);

/// Precondition: both runs are over.
Comparison compare(Run& a, Run& b);

}  // namespace loopglass
