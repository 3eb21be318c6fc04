// What has changed in a world since a moment: enough to put the difference away instead of the whole.
#pragma once
#include <vector>

#include "app/model/world.hpp"

namespace loopglass {

struct Changes {
  /// A timer that was set, or that is gone. One that is delayed goes and comes again.
  struct TimerChange {
    TimerState timer;
    bool is_gone = false;
  };

  EventNumber since = 0;            // the position of the world that they are the changes of
  std::vector<TaskId> tasks;        // those that may have changed; some more than once
  std::vector<TimerChange> timers;  // in the order in which it happened

  void begin(EventNumber position) {
    since = position;
    tasks.clear();
    timers.clear();
  }
};

}  // namespace loopglass
