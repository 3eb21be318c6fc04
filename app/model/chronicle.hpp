// All that can be read from a trace: names, lanes, warnings, and the world at any position. It follows a
// trace that grows, and never changes what it said of earlier positions.
#pragma once
#include "app/model/density.hpp"
#include "app/model/history.hpp"
#include "app/model/lanes.hpp"
#include "app/model/names.hpp"
#include "app/model/peaks.hpp"
#include "app/model/seats.hpp"
#include "app/model/warnings.hpp"

namespace loopglass {

class Chronicle {
 public:
  /// Borrows the trace, which may grow; call catch_up() after it did.
  explicit Chronicle(const Trace& trace) : trace_(trace), lanes_(trace), history_(trace) {}

  void catch_up();

  const Trace& trace() const { return trace_; }
  const Names& names() const { return names_; }
  const Lanes& lanes() const { return lanes_; }
  const Density& density() const { return density_; }
  const Peaks& peaks() const { return peaks_; }
  const Seats& seats() const { return seats_; }
  const std::vector<Warning>& warnings() const { return warnings_.all(); }
  /// The world after all events that were taken in.
  const World& latest() const { return latest_; }
  /// The world at position n; good until the next call. Precondition: n <= latest().position.
  const World& at(EventNumber n) { return history_.at(n); }
  /// Memory of all this, the trace's events included.
  std::size_t bytes() const;
  std::size_t history_bytes() const { return history_.bytes(); }
  std::size_t worlds_kept() const { return history_.kept(); }

 private:
  const Trace& trace_;
  Names names_;
  Lanes lanes_;
  Density density_;
  Peaks peaks_;
  Seats seats_;
  Warnings warnings_;
  World latest_;
  Changes changes_;  // of it, since the last world was put away
  History history_;
};

}  // namespace loopglass
