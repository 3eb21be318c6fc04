// What every command has: a place to look things up, a place to print to, and an action.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/output.hpp"
#include "app/cli/screens.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass {

struct Environment {
  std::vector<Scenario> scenarios;
  Screens screens;
  Output output;
};

/// Does the work once the words were read; returns the exit status.
using Action = std::function<int()>;

// Each declares its words on `command` and returns what to do with them. Environment is borrowed.
Action declare_list(CLI::App& command, Environment& environment);
Action declare_run(CLI::App& command, Environment& environment);
Action declare_compare(CLI::App& command, Environment& environment);
Action declare_export(CLI::App& command, Environment& environment);
Action declare_handout(CLI::App& command, Environment& environment);
Action declare_picture(CLI::App& command, Environment& environment);
Action declare_open(CLI::App& command, Environment& environment);

/// Complains and returns the status for that.
int refuse(const Complaint& complaint);

/// The place of `word` among `names`; a complaint that offers the nearest one, and names `what` it is.
Result<std::size_t, Complaint> choose(std::string_view what, std::string_view word,
                                      const std::vector<std::string>& names);

}  // namespace loopglass
