// Jumps to the next moment at which something happens instead of waiting for it.
#pragma once
#include <algorithm>

#include "runtime/agenda.hpp"
#include "runtime/clock.hpp"
#include "runtime/poller.hpp"

namespace loopglass {

class VirtualPoller final : public Poller {
 public:
  /// Borrows the clock.
  explicit VirtualPoller(VirtualClock& clock) : clock_(clock) {}

  /// What happens outside, and when.
  Agenda& agenda() { return agenda_; }

  Waited wait(std::optional<Instant> deadline) override {
    const auto happening = agenda_.next();
    if (happening && (!deadline || *happening < *deadline)) {
      clock_.advance_to(*happening);
      return Waited::interrupted;
    }
    if (deadline) clock_.advance_to(*deadline);
    return Waited::until_deadline;
  }
  void look() override {}
  void tell_sources() override { agenda_.happen(clock_.now()); }
  void interrupt() override {}
  bool has_sources() const override { return !agenda_.empty(); }
  std::optional<Instant> next_happening() const override { return agenda_.next(); }

 private:
  VirtualClock& clock_;
  Agenda agenda_;
};

}  // namespace loopglass
