#include "runtime/interference.hpp"

#include <algorithm>

#include "runtime/blocking/jobs.hpp"
#include "runtime/executor.hpp"
#include "runtime/net/network.hpp"
#include "runtime/sleep.hpp"

namespace loopglass {
namespace {

/// A map of tokens that are gone is swept when it has grown to twice this, and then to twice what was left.
constexpr std::size_t least_sweep = 64;

}  // namespace

Task* Executor::find(TaskId id) const {
  const auto it = std::ranges::find_if(slots_, [&](const Task* t) { return t && t->id() == id; });
  return it == slots_.end() ? nullptr : *it;
}

/// The place of a task in the ready queue; the queue's size if it is not there.
std::size_t Executor::place_of(TaskId id) const {
  std::size_t place = 0;
  while (place < ready_.size() && ready_.at(place).id() != id) ++place;
  return place;
}

void Executor::know(TokenId id, const std::weak_ptr<Cancellable>& token) {
  if (!on_virtual_clock()) return;
  tokens_.emplace(raw(id), token);
  if (tokens_.size() < sweep_tokens_at_) return;
  std::erase_if(tokens_, [](const auto& known) { return known.second.expired(); });
  sweep_tokens_at_ = 2 * std::max(tokens_.size(), least_sweep);
}

bool Executor::can_interfere(const Act& act) {
  switch (act.what) {
    case Interference::abort:
    case Interference::wake: return find(static_cast<TaskId>(act.whom)) != nullptr;
    case Interference::run_next: return place_of(static_cast<TaskId>(act.whom)) < ready_.size();
    case Interference::run_last: {
      const Policy policy = scheduler_.turn_policy();
      return (policy == Policy::fifo || policy == Policy::asyncio) &&
             place_of(static_cast<TaskId>(act.whom)) < ready_.size();
    }
    case Interference::cancel: {
      const auto known = tokens_.find(act.whom);
      const auto token = known == tokens_.end() ? nullptr : known->second.lock();
      return token && !token->is_cancelled();
    }
    case Interference::delay: return reactor_.timers().find(static_cast<TimerId>(act.whom)) != nullptr;
    case Interference::fail: return reactor_.network().can_break(static_cast<SourceId>(act.whom));
    case Interference::fail_job:
    case Interference::delay_job: return jobs().can_interfere(static_cast<JobId>(act.whom));
    case Interference::delay_packets:
      return reactor_.network().has_on_the_way(static_cast<SourceId>(act.whom));
  }
  return false;
}

bool Executor::interfere(const Act& act) {
  assert(on_virtual_clock() && "no past of a run on the real clock comes again");
  assert(!current_ && !shutting_down_ && "somebody interferes between two polls");
  const Entered entered(*this);
  interference_expected_.reset();
  const bool can = can_interfere(act);
  Timer* const timer = can && act.what == Interference::delay
                           ? reactor_.timers().find(static_cast<TimerId>(act.whom))
                           : nullptr;
  const Duration value = timer                 ? saturating_add(timer->deadline(), act.by).time_since_epoch()
                         : delays_by(act.what) ? act.by
                                               : Duration();
  EventNumber event = 0;
  if (tracer_.on()) {
    event = tracer_.emit({.kind = EventKind::interfered,
                          .detail = static_cast<std::uint8_t>(act.what),
                          .extra = can ? std::uint16_t{0} : std::uint16_t{1},
                          .subject = act.whom,
                          .value = static_cast<std::uint64_t>(value.count())});
  }
  if (!can) return false;
  switch (act.what) {
    case Interference::abort:
      abort(find(static_cast<TaskId>(act.whom))->waker(), std::source_location());
      break;
    case Interference::wake:
      wake(find(static_cast<TaskId>(act.whom))->waker(), {WakeReason::hand, 0, event});
      break;
    case Interference::run_next: move_to_front(place_of(static_cast<TaskId>(act.whom))); break;
    case Interference::run_last: move_to_back(place_of(static_cast<TaskId>(act.whom))); break;
    case Interference::cancel: tokens_.at(act.whom).lock()->cancel_from_outside(); break;
    case Interference::delay:
      reactor_.timers().remove(*timer);
      reactor_.timers().insert(*timer, Instant(value));
      break;
    case Interference::fail: reactor_.network().break_connection(static_cast<SourceId>(act.whom)); break;
    case Interference::delay_job: jobs().delay(static_cast<JobId>(act.whom), act.by); break;
    case Interference::fail_job: jobs().fail(static_cast<JobId>(act.whom)); break;
    case Interference::delay_packets:
      reactor_.network().delay(static_cast<SourceId>(act.whom), act.by);
      break;
  }
  return true;
}

void Executor::move_to_front(std::size_t place) {
  Task& task = ready_.take(place);
  ready_.push_front(task);
  if (scheduler_.has_lines()) task.line = Line::main;
  if (place >= moved_to_front_) ++moved_to_front_;
}

void Executor::move_to_back(std::size_t place) {
  ready_.push(ready_.take(place));
  if (place < moved_to_front_) --moved_to_front_;
}

}  // namespace loopglass
