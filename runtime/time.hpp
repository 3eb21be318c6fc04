// Durations and instants of a run.
//
// An instant counts nanoseconds since the start of the run, on either clock. It is never wall time.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace loopglass {

using Duration = std::chrono::nanoseconds;

/// The tag of a run's own time line; it has no now(), because only a `Clock` can read it.
struct RunTime {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  static constexpr bool is_steady = true;
};

using Instant = std::chrono::time_point<RunTime, Duration>;

/// As an event holds it.
inline std::uint64_t in_ns(Instant t) { return static_cast<std::uint64_t>(t.time_since_epoch().count()); }

/// "300 ms", "1.5 s", "20 µs": the largest unit that keeps the number at or above 1, at most 3 decimals.
std::string to_text(Duration d);
/// The time since the start of the run.
inline std::string to_text(Instant t) { return to_text(t.time_since_epoch()); }

}  // namespace loopglass
