// Ctrl-C as an event: a task awaits it as it awaits anything else, and decides what ends and how.
#pragma once
#include "runtime/await_info.hpp"
#include "runtime/signals.hpp"

namespace loopglass {

/// Ready when Ctrl-C is pressed, or the program is asked to end (SIGTERM), after the first poll. Meanwhile
/// neither ends the program. All that wait are woken.
class [[nodiscard]] CtrlC {
 public:
  using Output = void;

  Poll<void> poll(Context& context);
  AwaitInfo await_info(Tracer& tracer);

 private:
  SourceId id_{};
  Shared<SignalSource> source_;
  std::uint64_t seen_ = 0;
  Source::Wait wait_;
};

///     auto won = co_await select(ctrl_c(), serve(listener));
inline CtrlC ctrl_c() { return {}; }

/// On the virtual clock Ctrl-C is pressed at `time`, and lost if nobody awaits it then. On the real clock
/// this does nothing: whoever sits there presses it. Called inside a task.
void press_ctrl_c_at(Instant time);

}  // namespace loopglass
