// The most of a run at any time so far. Pictures make room for it from the beginning, so that nothing in them
// changes its size on the way.
#pragma once
#include <algorithm>
#include <cstddef>

#include "app/model/world.hpp"

namespace loopglass {

struct Peaks {
  std::size_t ready = 0;   // tasks in the ready queue
  std::size_t timers = 0;  // due at about the same time: those that may have to stand above each other
  Duration late{};         // from when a timer was due to when it fired

  /// `after` is the world just after the event.
  void observe(const World& after, const Event& event) {
    ready = std::max(ready, after.ready.size());
    if (event.kind == EventKind::timer_set) {
      const std::uint8_t place = after.timer_place(static_cast<TimerId>(event.subject));
      timers = std::max(timers, place == no_timer_place ? after.timers.size() : std::size_t{place} + 1);
    }
    if (event.kind == EventKind::timer_fired)
      late = std::max(late, Duration(event.time_ns - static_cast<std::int64_t>(event.value)));
  }
};

}  // namespace loopglass
