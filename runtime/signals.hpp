// Signals that a task may await, `ctrl_c` does: one interface over those of the system on the real clock, and
// over those that a run raises itself on the virtual one.
#pragma once
#include "runtime/source.hpp"

namespace loopglass {

/// What waits for signals stands on this; the last owner ends the watch.
class SignalSource : public Source {
 public:
  using Source::Source;

  /// How many signals have come since the watch began.
  std::uint64_t count() {
    if (!is_worth_trying(Direction::in)) return count_;
    count_ += take();
    forget(Direction::in);
    return count_;
  }

 protected:
  /// How many have come since this was last asked.
  virtual std::uint64_t take() = 0;

 private:
  std::uint64_t count_ = 0;
};

class Signals {
 public:
  virtual ~Signals() = default;
  /// Begins to watch, or joins the watch that is going on. Throws std::system_error if the system refuses.
  virtual Shared<SignalSource> watch(Executor& home, SourceId id) = 0;
  /// On the virtual clock Ctrl-C is pressed at `time`; does nothing on the real one, where people press it.
  virtual void raise_at(Instant time) = 0;
  /// The id of the watch that is going on; none if there is none.
  virtual SourceId watched_id() const = 0;
};

}  // namespace loopglass
