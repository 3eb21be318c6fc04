// Who is where in a world, found by going over its tasks once: what a picture of it needs to know of all of
// them. Pictures of the same world share it, so that one of 100,000 tasks is drawn in no time.
#pragma once
#include <cstddef>
#include <vector>

#include "app/model/wait_cycle.hpp"
#include "app/model/world.hpp"

namespace loopglass {

struct RollCall {
  /// Those that wait for a timer that has fired, and whose waker has not come yet; by id.
  std::vector<TaskId> fired;
  /// Those that wait for something, but for no timer; by id.
  std::vector<TaskId> untimed;
  /// Those that are done and not on the executor any more.
  std::size_t done = 0;
  /// The last of them, in the order of their ends, as many as may be seen.
  std::vector<TaskId> last_done;
  /// The first ring of tasks of which none can ever go on; that of the end, where a deadlock has ended the
  /// run; empty if there is none.
  WaitCycle cycle;

  /// Whether the task is one of `untimed`.
  bool is_untimed(TaskId task) const;
};

/// `most_done`: how many of those that are done may be seen.
RollCall call_roll(const World& world, std::size_t most_done);

}  // namespace loopglass
