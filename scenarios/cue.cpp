#include "scenarios/cue.hpp"

#include <utility>

namespace loopglass::scenarios {

Cue polled(std::string task, int nth) { return {EventKind::poll_began, std::move(task), {}, nth}; }

Cue says(std::string line, int nth) { return {EventKind::output, {}, std::move(line), nth}; }

Cue happens(EventKind kind, std::string task, int nth) { return {kind, std::move(task), {}, nth}; }

}  // namespace loopglass::scenarios
