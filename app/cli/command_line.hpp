// The command line: which command is meant, and what its words mean.
//
// Exit status: 0 fine; 1 the run itself failed; 2 what was asked cannot be done, with one line on standard
// error; 130 stopped by Ctrl-C; 141 nobody reads the output.
#pragma once
#include "app/cli/screens.hpp"

namespace loopglass {

/// Does what the words ask for and returns the exit status.
int run_command_line(int argc, const char* const* argv, const Screens& screens);

}  // namespace loopglass
