// A run that is over, in figures: as JSON, as a table, and whether it failed.
#pragma once
#include <optional>
#include <string>

#include "app/session/run.hpp"

namespace loopglass {

/// One JSON object. Precondition of all in here: the run is over.
std::string json_report(const Run& run);

/// The tasks as a table, the totals and the warnings; ends with a line end.
std::string summary(const Run& run);

/// What a class may be asked about the run, then the answers; ends with a line end.
std::string questions(Run& run);

/// "finished", "panicked", "deadlock" or "stopped".
const char* name(RunResult result);

/// "16 hexadecimal digits".
std::string hash_text(const Trace& trace);

/// Why the run counts as failed: one line that says what happened and what to do. None if it does not.
std::optional<std::string> failure(Run& run, bool warnings_fail);

}  // namespace loopglass
