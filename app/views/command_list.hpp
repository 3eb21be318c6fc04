// Everything that can be done at this moment, in words: commands with their keys, scenarios, tasks, themes.
// It is what the palette finds in.
#pragma once
#include <string>
#include <vector>

#include "app/views/stage.hpp"

namespace loopglass {

struct NamedCommand {
  std::string words;   // "Step forward by one event"
  std::string keys;    // "→"; empty: it has none
  std::string detail;  // a second way to find it: a recipe, what a task does; may be empty
  Command command;
};

/// What the palette needs to know beside the stage.
struct PaletteContext {
  const Stage& stage;
  const std::vector<Scenario>& scenarios;
  const PanelLayout& layout;
  float scale = 1;
};

/// Commands first, then tasks, then scenarios with their variants: to set beside the run, and to open.
std::vector<NamedCommand> all_commands(const PaletteContext& context);

}  // namespace loopglass
