// A saved run that a command is given.
#pragma once
#include <string>

#include "app/session/recorded.hpp"
#include "app/session/trace_file.hpp"

namespace loopglass {

/// As read_trace_file; on a terminal it tells on standard error how far it is, if that takes long.
Result<Recorded, Complaint> read_saved(const std::string& path);

}  // namespace loopglass
