// A poll that goes through one await after the other, all of them ready at once, while other tasks are ready:
// an await gives the thread back only where it is pending.
#include <algorithm>

#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

// More than a loop over a handful of things. Tokio's budget of operations in one poll is 128.
constexpr std::uint32_t enough = 100;

class NeverYields final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    if (look.event.kind == EventKind::poll_began) {
      ended_ = 0;
      return;
    }
    if (look.event.task != look.before.polling || ++ended_ != enough) return;
    const TaskState* task = look.before.task(look.event.task);
    const auto ready =
        std::ranges::count_if(look.before.ready, [&](TaskId id) { return id != look.event.task; });
    if (!task || task->being_dropped || ready == 0) return;
    found.push_back({.task = task->id,
                     .text = look.me() + " goes through " + std::to_string(enough) +
                             " awaits in one poll, because each is ready at once; " + std::to_string(ready) +
                             (ready == 1 ? " task waits" : " tasks wait") + " for the thread.",
                     .event = look.number(),
                     .evidence = look.number(),
                     .site = look.event.site});
  }

 private:
  std::uint32_t ended_ = 0;  // awaits that ended in this poll
};

}  // namespace

constinit const WarningKind never_yields = {
    .id = "never-yields",
    .title = "Awaits that never wait",
    .why =
        "An await gives the thread back only if what it awaits is pending. A task whose awaits are always "
        "ready "
        "keeps the thread as a plain loop does.",
    .fix = "Yield every so many rounds, or let the runtime's budget do so.",
    .looks_at = kinds_of({EventKind::poll_began, EventKind::await_ended}),
    .make = make_check<NeverYields>,
};

}  // namespace loopglass::warning
