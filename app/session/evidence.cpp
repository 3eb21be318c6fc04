#include "app/session/evidence.hpp"

namespace loopglass {

Position evidence_of(const Warning& warning, const Trace& trace) {
  const EventNumber n = warning.evidence;
  if (trace[n].kind != EventKind::work_began || n == trace.size()) return n;
  const Duration lasts = trace[n + 1].time() - trace[n].time();
  return lasts > Duration(1) ? Position(trace[n].time() + lasts / 2) : Position(n);
}

}  // namespace loopglass
