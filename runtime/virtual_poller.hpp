// Jumps to the next moment at which something happens instead of waiting for it: a deadline, something
// outside, or what the clock itself has before.
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
    const bool is_first = happening && (!deadline || *happening < *deadline);
    const auto until = is_first ? happening : deadline;
    for (auto at = clock_.next(); at && (!until || *at <= *until); at = clock_.next()) {
      if (clock_.advance_to_next()) return Waited::interrupted;
    }
    if (until) clock_.advance_to(*until);
    return is_first ? Waited::interrupted : Waited::until_deadline;
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
