// How the loop waits, and learns what has happened outside: the one place where a virtual run and a real one
// differ.
#pragma once
#include <cstddef>
#include <optional>

#include "runtime/time.hpp"

namespace loopglass {

enum class Waited { until_deadline, interrupted };

class Poller {
 public:
  virtual ~Poller() = default;
  /// Waits until the deadline, or for ever if there is none, or until something happens outside. May return
  /// early; the caller looks at the clock.
  virtual Waited wait(std::optional<Instant> deadline) = 0;
  /// Notes what has happened outside without waiting.
  virtual void look() = 0;
  /// Tells the sources what was noted, which wakes the tasks that wait for them.
  virtual void tell_sources() = 0;
  /// Ends a wait from another thread or a signal handler, or the next one if none is going on.
  virtual void interrupt() = 0;
  /// Whether something other than a timer of this loop can end a wait.
  virtual bool has_sources() const = 0;
  /// When a wait will end by something outside, where that is known beforehand.
  virtual std::optional<Instant> next_happening() const { return std::nullopt; }

  /// A task begins or ceases to wait for a source.
  void start_waiting() { ++waiting_; }
  void stop_waiting() { --waiting_; }
  bool is_awaited() const { return waiting_ > 0; }

 private:
  std::size_t waiting_ = 0;
};

}  // namespace loopglass
