// Signals of the virtual clock: a run plans when Ctrl-C is pressed.
#pragma once
#include "runtime/agenda.hpp"
#include "runtime/signals.hpp"

namespace loopglass {

class VirtualSignals final : public Signals {
 public:
  /// Borrows the agenda.
  explicit VirtualSignals(Agenda& agenda) : agenda_(agenda) {}
  Shared<SignalSource> watch(Executor& home, SourceId id) override;
  void raise_at(Instant time) override;
  SourceId watched_id() const override;

 private:
  class Watch;
  Agenda& agenda_;
  Watch* watch_ = nullptr;
};

}  // namespace loopglass
