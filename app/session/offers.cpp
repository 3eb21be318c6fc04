#include "app/session/offers.hpp"

#include <algorithm>

#include "app/model/await_stack.hpp"

namespace loopglass {
namespace {

class Offering {
 public:
  Offering(const Trace& trace, const World& world, const Names& names)
      : trace_(trace), w_(world), names_(names) {}

  std::vector<Offer> run(const TaskState* task) {
    if (w_.ended) return {};
    if (task && !task->is_done()) {
      of_task(*task);
      for (const Await* await : ends_of(*task, w_)) of_awaited(*await);
      for (const JobId id : w_.workers) {
        if (const JobState* job = w_.job(id); job && job->task == task->id) interfere(*job);
      }
    }
    for (const TokenState& token : w_.tokens) cancel(token);
    return std::move(offers_);
  }

 private:
  void add(char key, const Act& act, std::string what) {
    const bool known = std::ranges::any_of(offers_, [&](const Offer& o) { return o.act == act; });
    const bool taken = std::ranges::any_of(offers_, [&](const Offer& o) { return o.key == key; });
    if (known || taken) return;
    std::string words = words_of(act, names_);
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
    offers_.push_back({act, key, std::move(words), std::move(what)});
  }

  void of_task(const TaskState& task) {
    const std::uint32_t id = raw(task.id);
    if (!task.abort_requested && !task.being_dropped && !ends_with_this_poll(task))
      add('a', {Interference::abort, id},
          task.status == TaskStatus::polling
              ? "This poll goes on to its end; if the task waits then, it is dropped there."
              : "It is dropped where it waits when its turn comes.");
    if (task.status == TaskStatus::queued) {
      const auto place = static_cast<std::size_t>(std::ranges::find(w_.ready, task.id) - w_.ready.begin());
      if (place > 0 || w_.policy != Policy::fifo)
        add('n', {Interference::run_next, id}, "It is polled before all others that are ready.");
      if (place + 1 < w_.ready.size() && w_.policy == Policy::fifo)
        add('l', {Interference::run_last, id}, "It goes to the back of the ready queue.");
    } else if (task.status == TaskStatus::waiting && !task.in_place) {
      add('w', {Interference::wake, id}, "It is polled, and finds nothing new.");
    }
  }

  /// As far as it is on record.
  bool ends_with_this_poll(const TaskState& task) const {
    if (task.status != TaskStatus::polling) return false;
    for (EventNumber n = w_.position + 1; n <= trace_.size(); ++n) {
      const Event& event = trace_[n];
      if (event.kind != EventKind::poll_ended || event.task != task.id) continue;
      const auto how = static_cast<PollEnd>(event.detail);
      return how == PollEnd::ready || how == PollEnd::panicked;
    }
    return false;
  }

  void of_awaited(const Await& await) {
    switch (await.kind) {
      case AwaitKind::timer:
      case AwaitKind::interval:
        if (const TimerState* timer = w_.timer(static_cast<TimerId>(await.object))) delay(*timer);
        break;
      case AwaitKind::token:
        if (const TokenState* token = w_.token(static_cast<TokenId>(await.object))) cancel(*token);
        break;
      case AwaitKind::readable:
      case AwaitKind::writable:
        if (const SourceState* source = w_.source(static_cast<SourceId>(await.object))) {
          fail(*source);
          delay_packets(*source);
        }
        break;
      case AwaitKind::job:
        if (const JobState* job = w_.job(static_cast<JobId>(await.object))) interfere(*job);
        break;
      default: break;
    }
  }

  /// By as long as it was set for, so that the change can be seen on any scale.
  void delay(const TimerState& timer) {
    const Duration by = timer.deadline - timer.set_at;
    if (by <= Duration::zero() || timer.deadline <= w_.now || timer.deadline > Instant::max() - by) return;
    add('d', {Interference::delay, raw(timer.id), by},
        "It is due at " + to_text(timer.deadline + by) + " instead.");
  }

  /// A delay is as long as its work takes.
  void interfere(const JobState& job) {
    if (job.status != JobStatus::running) return;
    add('f', {Interference::fail_job, raw(job.id)},
        "It panics on its worker now: whoever awaits it gets that.");
    if (!job.occupied || job.occupation.duration <= Duration::zero()) return;
    add('j', {Interference::delay_job, raw(job.id), job.occupation.duration},
        "Its worker stands still so long, and goes on then.");
  }

  /// By as long as the first of it is on its way.
  void delay_packets(const SourceState& source) {
    for (const PacketState& packet : w_.packets) {
      if (packet.source != source.id || packet.kind == Packet::request || packet.arrives <= packet.sent)
        continue;
      const Duration by = packet.arrives - packet.sent;
      add('p', {Interference::delay_packets, raw(source.id), by},
          "What is on its way arrives at " + to_text(packet.arrives + by) + " instead, or later.");
      return;
    }
  }

  void cancel(const TokenState& token) {
    if (!token.cancelled)
      add('c', {Interference::cancel, raw(token.id)},
          "All that wait for it, or for its children, are woken.");
  }

  void fail(const SourceState& source) {
    if (source.kind == SourceKind::stream && source.connected && source.error == 0 &&
        (source.ready & readiness::failed) == 0)
      add('f', {Interference::fail, raw(source.id)}, "Both ends find that the other side has reset it.");
  }

  const Trace& trace_;
  const World& w_;
  const Names& names_;
  std::vector<Offer> offers_;
};

}  // namespace

std::vector<Offer> offers(const Trace& trace, const World& world, const Names& names, TaskId task) {
  return Offering(trace, world, names).run(world.task(task));
}

}  // namespace loopglass
