// A handout for a class: scenarios as one HTML page to print, with the answers on a page of their own.
//
// Deliberately absent: anything the page would have to load. Pictures are inside it, and it has no script.
#pragma once
#include <string>
#include <vector>

#include "app/model/questions.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass {

/// One run of a scenario.
struct HandoutPart {
  const Scenario* scenario = nullptr;  // borrowed
  std::string recipe;
  std::string variant_summary;  // empty where there is one way only
  std::vector<PosedQuestion> questions;
  std::string timeline;  // a PNG, byte for byte; empty: no picture
};

/// The page. Precondition: `parts` are in the order in which they stand on it.
std::string handout(const std::string& title, const std::vector<HandoutPart>& parts);

}  // namespace loopglass
