// The same scenarios on the real clock. Few, short, and with no bound from above.
#include <algorithm>

#include "tests/catch.hpp"
#include "tests/scenarios/play.hpp"
#include "tests/scenarios/trace_invariants.hpp"

namespace loopglass {
namespace {

using namespace std::chrono_literals;

TEST_CASE(
    "real clock: every scenario ends as it does on the virtual clock, with a trace that holds together") {
  for (Play order : every_play()) {
    CAPTURE(order.label());
    // A tenth of the standard times.
    for (const Parameter& p : order.scenario->parameters) {
      if (p.unit == Unit::duration) order = with(order, p.name, std::max(p.standard / 10, p.least));
      // How long bytes travel is the system's affair there.
      if (p.name == "latency") order = with(order, p.name, p.least);
    }
    const Played real = play(order, PlayOn::real_clock);
    const Played ideal = play(order);
    CHECK(real.result == ideal.result);
    CHECK(violations(real.trace, false) == std::vector<std::string>{});
    // How much is printed may depend on who is late when the machine is busy.
    CHECK(real.output.empty() == ideal.output.empty());
    // Waits are real. On a busy machine a task that looks between two pieces of work whether it is to stop
    // may see that sooner than on the virtual clock, because the pieces take longer.
    CHECK(real.trace[real.trace.size()].time_ns * 2 >= ideal.trace[ideal.trace.size()].time_ns);
  }
}

}  // namespace
}  // namespace loopglass
