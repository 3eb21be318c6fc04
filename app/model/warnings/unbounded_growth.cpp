// A channel without a limit that fills up faster than it is emptied.
#include "app/model/warnings/kinds.hpp"

namespace loopglass::warning {
namespace {

// So many messages, and most of all that were ever sent: the receiver does not keep up.
constexpr std::uint64_t enough = 32;

struct Filling {
  std::uint64_t sent = 0;
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
    ++filling.sent;
    if (filling.told || look.event.value < enough || look.event.value * 2 < filling.sent) return;
    filling.told = true;
    found.push_back({.task = look.event.task,
                     .text = look.names.resource(resource->id) + " holds " +
                             std::to_string(look.event.value) + " messages of the " +
                             std::to_string(filling.sent) + " that were sent, and nothing limits it.",
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
    .looks_at = kinds_of({EventKind::message_sent}),
    .make = make_check<UnboundedGrowth>,
};

}  // namespace loopglass::warning
