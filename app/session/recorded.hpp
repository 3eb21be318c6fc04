// What is kept of a run that was played: all that it takes to watch it again.
#pragma once
#include <string>

#include "runtime/trace/trace.hpp"

namespace loopglass {

enum class ClockKind { virtual_time, real_time };

/// "virtual" or "real".
const char* name(ClockKind clock);

struct Recorded {
  std::string recipe;
  ClockKind clock{};
  std::string file;    // of the source that ran, relative to the project's root
  std::string source;  // its text
  Trace trace;
};

}  // namespace loopglass
