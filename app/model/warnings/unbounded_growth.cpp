// A channel without a limit that fills up faster than it is emptied.
#include <utility>

#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

// So many messages more than there were, sent in as many polls: no burst that is worked off.
constexpr std::uint64_t enough = 8;

struct Filling {
  std::uint64_t sent = 0;  // in all
  // Since its first message was received, or else from the start:
  std::uint64_t held_first = 0;
  std::uint64_t sent_since = 0;
  std::uint64_t polls_since = 0;  // in which something was sent
  std::uint64_t last_poll = 0;
  bool is_received_from = false;
  bool told = false;
};

class UnboundedGrowth final : public Check {
 public:
  void observe(const Look& look, std::vector<Warning>& found) override {
    const ResourceState* resource = look.before.resource(static_cast<ResourceId>(look.event.subject));
    if (!resource || resource->kind != ResourceKind::channel || resource->capacity != no_capacity) return;
    const std::size_t index = raw(resource->id);
    if (filling_.size() <= index) filling_.resize(index + 1);
    Filling& filling = filling_[index];
    const std::uint64_t holds = look.event.value;
    if (look.event.kind == EventKind::message_received) {
      // What was sent before anybody received may be all there will be.
      if (!std::exchange(filling.is_received_from, true))
        filling = {.sent = filling.sent, .held_first = holds, .is_received_from = true, .told = filling.told};
      return;
    }
    ++filling.sent;
    ++filling.sent_since;
    if (std::exchange(filling.last_poll, look.before.polls) != look.before.polls) ++filling.polls_since;
    const std::uint64_t more = holds > filling.held_first ? holds - filling.held_first : 0;
    if (filling.told || more < enough || filling.polls_since < enough || more * 2 < filling.sent_since)
      return;
    filling.told = true;
    found.push_back({.task = look.event.task,
                     .text = look.names.resource(resource->id) + " holds " + std::to_string(holds) +
                             " messages of the " + std::to_string(filling.sent) +
                             " that were sent, and nothing limits it.",
                     .event = look.number(),
                     .evidence = look.number(),
                     .site = SiteId::none});
  }

 private:
  std::vector<Filling> filling_;  // by resource
};

}  // namespace

constinit const WarningKind unbounded_growth = {
    .id = "unbounded-growth",
    .title = "A channel that only grows",
    .why =
        "The senders are faster than the receiver and nothing slows them down. Memory grows until it runs "
        "out, and "
        "every message waits behind all the others.",
    .fix = "Give the channel a capacity. A full one makes its senders wait, which is called back-pressure.",
    .looks_at = kinds_of({EventKind::message_sent, EventKind::message_received}),
    .make = make_check<UnboundedGrowth>,
};

}  // namespace loopglass::warning
