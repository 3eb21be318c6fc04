// Warnings: what a run does that would hurt in a real program, each with its evidence and with words that
// teach. Every kind has a file of its own in app/model/warnings/.
#pragma once
#include <array>
#include <memory>
#include <vector>

#include "app/model/warnings/check.hpp"

namespace loopglass {

/// A poll longer than this holds up the loop noticeably: the limit that asyncio's debug mode uses, too.
/// https://docs.python.org/3/library/asyncio-dev.html#debug-mode
inline constexpr Duration blocked_loop_limit = std::chrono::milliseconds(100);

/// All checks at work on one run.
class Warnings {
 public:
  Warnings();

  /// Takes in the next event; `before` is the world without it.
  void observe(const Trace& trace, const Names& names, const World& before, const Event& event);

  /// By the event that made them certain.
  const std::vector<Warning>& all() const { return all_; }

 private:
  struct Watcher {
    const WarningKind* kind;
    std::unique_ptr<Check> check;
  };
  std::vector<Watcher> watchers_;
  std::array<std::vector<Watcher*>, event_kinds> interested_;  // by kind of event
  std::vector<Warning> all_;
};

}  // namespace loopglass
