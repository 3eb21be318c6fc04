// What a worker tells the loop about its job. The loop turns each report into an event.
#pragma once
#include <cstdint>
#include <source_location>
#include <string>

#include "runtime/time.hpp"
#include "runtime/trace/event.hpp"

namespace loopglass {

class Job;

struct Report {
  enum class Kind : std::uint8_t { started, work_began, work_ended, printed, ended };

  Kind kind{};
  Job* job = nullptr;  // with `ended` the worker gives it back to the loop
  std::uint16_t worker = 0;
  Instant at{};  // by the worker's time
  WorkKind work{};
  Duration duration{};
  std::source_location site{};
  std::string line{};
};

}  // namespace loopglass
