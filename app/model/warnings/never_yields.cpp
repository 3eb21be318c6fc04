// A poll that goes through one await after the other, all of them ready at once, while other tasks are ready
// or due: an await gives the thread back only where it is pending.
#include "app/model/warnings/kept_waiting.hpp"
#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

// More than a loop over a handful of things, or a server's answer to what has come meanwhile. Tokio's budget
// of operations in one poll is 128. An await of another function may be a call and no more.
constexpr std::uint32_t enough_operations = 40;
constexpr std::uint32_t enough_awaits = 100;

class NeverYields final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    if (look.event.kind == EventKind::poll_began) {
      awaits_ = operations_ = 0;
      told_ = false;
      return;
    }
    if (look.event.task != look.before.polling) return;
    ++awaits_;
    if (static_cast<AwaitKind>(look.event.extra) != AwaitKind::future) ++operations_;
    if (told_ || (awaits_ < enough_awaits && operations_ < enough_operations)) return;
    told_ = true;
    const TaskState* task = look.before.task(look.event.task);
    // Those that are ready or due at this very moment count, too.
    const std::size_t waiting = kept_waiting(look.before, look.event.time() + Duration(1));
    if (!task || task->being_dropped || waiting == 0) return;
    found.push_back({.task = task->id,
                     .text = look.me() + " goes through " + std::to_string(awaits_) +
                             " awaits in one poll, because each is ready at once; " +
                             std::to_string(waiting) + (waiting == 1 ? " task waits" : " tasks wait") +
                             " for the thread.",
                     .event = look.number(),
                     .evidence = look.number(),
                     .site = look.event.site});
  }

 private:
  // That ended in this poll: all of them, and those of other things than functions.
  std::uint32_t awaits_ = 0;
  std::uint32_t operations_ = 0;
  bool told_ = false;
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
