#include "app/model/why.hpp"

#include <algorithm>

#include "app/model/await_stack.hpp"
#include "app/model/sharing.hpp"
#include "app/model/wait_cycle.hpp"

namespace loopglass {
namespace {

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}
std::string count(std::size_t n, const std::string& what) {
  return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
}

class Answer {
 public:
  Answer(const Trace& trace, const Names& names, const World& world, const TaskState& task, Instant now)
      : trace_(trace), names_(names), w_(world), task_(task), now_(now) {}

  Why give() {
    why_.since = task_.status_since;
    switch (task_.status) {
      case TaskStatus::queued: queued(); break;
      case TaskStatus::polling: polling(); break;
      case TaskStatus::waiting: waiting(); break;
      case TaskStatus::returned:
        why_.because = me() + " is done since " + since() + ": its function returned.";
        break;
      case TaskStatus::cancelled:
        why_.because = me() + " is cancelled since " + since() + ": " +
                       (task_.abort_requested ? "it was aborted." : "the run ended before it did.");
        if (std::ranges::count(w_.stuck, task_.id, &WaitLink::task)) {
          for (const WaitLink& link : w_.stuck) keep(link.task);
          why_.because += (w_.stuck.size() == 1 ? " It waited for itself: "
                                                : " It was in a ring of tasks that could not go on: ") +
                          describe(w_.stuck, names_) + ".";
        }
        break;
      case TaskStatus::panicked:
        why_.because = me() + " is done since " + since() + ": it panicked, an exception left its function.";
        break;
    }
    return std::move(why_);
  }

 private:
  const std::string& name(TaskId id) const { return names_.task(id); }
  const std::string& me() const { return name(task_.id); }
  std::string since() const { return to_text(task_.since); }
  void add(const std::string& sentence) { why_.moves_on += (why_.moves_on.empty() ? "" : " ") + sentence; }
  void keep(TaskId task) {
    if (task != TaskId::none && task != task_.id && !std::ranges::count(why_.keepers, task)) {
      why_.keepers.push_back(task);
    }
  }

  /// "a", "a and b", "a, b and 3 more".
  std::string list(const std::vector<TaskId>& tasks) const {
    constexpr std::size_t most = 3;
    std::string text;
    const std::size_t shown = tasks.size() <= most ? tasks.size() : most - 1;
    for (std::size_t i = 0; i < shown; ++i) {
      const bool last = i + 1 == tasks.size();
      text += (i == 0 ? "" : last ? " and " : ", ") + name(tasks[i]);
    }
    if (shown < tasks.size()) text += " and " + std::to_string(tasks.size() - shown) + " more";
    return text;
  }

  // ---- ready or running

  /// What put it into the ready queue, as the end of a sentence.
  std::string how_queued() const {
    if (task_.last_wake == 0 || task_.last_wake > trace_.size()) return "it is there to be polled";
    const Event& e = trace_[task_.last_wake];
    const std::string at = " at " + to_text(e.time());
    if (e.kind == EventKind::task_spawned) {
      return e.subject == 0 ? "the program starts with it"
                            : name(static_cast<TaskId>(e.subject)) + " spawned it" + at;
    }
    if (e.kind == EventKind::poll_ended) return "it was woken during its own poll" + at;
    switch (static_cast<WakeReason>(e.extra)) {
      case WakeReason::timer: return Names::timer(static_cast<TimerId>(e.subject)) + " woke it" + at;
      case WakeReason::joined: return "the end of " + name(static_cast<TaskId>(e.subject)) + " woke it" + at;
      case WakeReason::token:
        return Names::token(static_cast<TokenId>(e.subject)) + " was cancelled and woke it" + at;
      case WakeReason::abort: return "an abort woke it" + at;
      case WakeReason::resource: {
        const std::string resource = names_.resource(static_cast<ResourceId>(e.subject));
        const TaskId by = e.value > 0 && e.value <= trace_.size() ? trace_[e.value].task : TaskId::none;
        if (by == TaskId::none || by == task_.id) return resource + " woke it" + at;
        return name(by) + " woke it through " + resource + at;
      }
      case WakeReason::job: return names_.job(static_cast<JobId>(e.subject)) + " was done and woke it" + at;
      case WakeReason::source:
        return names_.source(static_cast<SourceId>(e.subject)) + " was ready and woke it" + at;
      case WakeReason::thread: return "another thread woke it" + at;
      case WakeReason::hand: return "it was woken by hand" + at;
      case WakeReason::budget:
      case WakeReason::yield:
      case WakeReason::other: break;
    }
    return "a waker woke it" + at;
  }

  /// Who has the thread, and for how long if that is known.
  void held_by_another() {
    if (w_.polling == TaskId::none || w_.polling == task_.id) return;
    keep(w_.polling);
    if (!w_.occupied) return add("It must wait until " + name(w_.polling) + " gives the thread back.");
    const bool blocks = w_.occupation.kind == WorkKind::block;
    add(name(w_.polling) + (blocks ? " blocks the thread" : " computes and keeps the thread") +
        occupied_for() + for_a_lock() + ".");
  }
  /// ", because it waits for plain lock file, which ada holds", where that is why the thread is blocked.
  std::string for_a_lock() {
    const ResourceState* lock = lock_that_blocks(w_);
    if (!lock) return "";
    const std::string what = ", because it waits for " + names_.resource(lock->id);
    if (lock->holders.empty()) return what;
    const TaskId holder = lock->holders.front().task;
    keep(holder);
    return what + ", which " + (holder == task_.id ? me() + " itself" : name(holder)) + " holds";
  }
  std::string occupied_for() const {
    return " for " + to_text(w_.occupation.duration) + ", since " + to_text(w_.occupation.since);
  }

  void queued() {
    why_.because = me() + " is ready to run: " + how_queued() + ".";
    if (w_.ended) return add("The run is over: its future is dropped.");
    held_by_another();
    const auto place = static_cast<std::size_t>(std::ranges::find(w_.ready, task_.id) - w_.ready.begin());
    const std::string then = task_.abort_requested ? "drops it, because it was aborted" : "polls it";
    if (place == 0 && (w_.policy == Policy::fifo || w_.ready.size() == 1 || w_.first_by_hand > 0))
      return add("It is the head of the ready queue: the executor takes it next and " + then + ".");
    if (w_.policy != Policy::fifo) {
      return add("There are " + count(w_.ready.size(), "ready task") + ": the policy " +
                 loopglass::name(w_.policy) + " says which of them is polled next.");
    }
    const std::vector<TaskId> before(
        w_.ready.begin(), w_.ready.begin() + static_cast<std::ptrdiff_t>(std::min(place, w_.ready.size())));
    for (const TaskId id : before) keep(id);
    add(list(before) + (before.size() == 1 ? " stands" : " stand") + " before it in the ready queue.");
  }

  void polling() {
    if (task_.being_dropped) {
      why_.because = "The executor drops " + me() + ": " +
                     (task_.abort_requested ? "it was aborted." : "the run is over.");
      return;
    }
    why_.because = "The executor polls " + me() + ": " + how_queued() + ".";
    if (!w_.occupied && poll_stage(task_) == PollStage::asks_again) {
      const std::vector<const Await*> ends = ends_of(task_, w_);
      add("The poll goes down to where the one before ended, and asks again" +
          (ends.empty() ? "." : " for " + names_.object(ends[0]->kind, ends[0]->object) + "."));
    }
    if (!w_.occupied)
      return add("It runs until its function returns, or until it awaits something that is not ready.");
    const bool blocks = w_.occupation.kind == WorkKind::block;
    add((blocks ? "It blocks the thread" : "It computes") + occupied_for() + for_a_lock() +
        ": no other task can run meanwhile.");
  }

  // ---- waiting

  void waiting() {
    const std::vector<const Await*> ends = ends_of(task_, w_);
    std::string what;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (i > 0) what += are_both_needed(task_, *ends[i - 1], *ends[i]) ? " and " : " or ";
      what += names_.object(ends[i]->kind, ends[i]->object);
    }
    why_.because = me() + " waits since " + since() + (what.empty() ? "." : " for " + what + ".");
    if (w_.ended) return add("The run is over: its future is dropped.");
    if (const WaitCycle cycle = wait_cycle_of(w_, task_.id, Certainty::certain); !cycle.empty()) {
      for (const WaitLink& link : cycle) keep(link.task);
      return add("Nothing but an abort can move it on: " + describe(cycle, names_) + ".");
    }
    constexpr std::size_t most = 3;
    for (std::size_t i = 0; i < std::min(ends.size(), most); ++i) wait_for(*ends[i]);
    if (why_.moves_on.empty()) add("Whoever has its waker must wake it.");
  }

  void wait_for(const Await& await) {
    const std::string what = capital(names_.place(await.kind, await.object));
    const ResourceState* resource =
        is_resource(await.kind) ? w_.resource(static_cast<ResourceId>(await.object)) : nullptr;
    switch (await.kind) {
      case AwaitKind::timer:
      case AwaitKind::interval: return wait_for_timer(static_cast<TimerId>(await.object));
      case AwaitKind::join: return wait_for_task(static_cast<TaskId>(await.object));
      case AwaitKind::token: return add(what + " must be cancelled first.");
      case AwaitKind::channel_send:
        return add(what + " is full; a task must receive from it first." + line(resource));
      case AwaitKind::channel_receive:
        return add("A task must send into " + names_.place(await.kind, await.object) + " first." +
                   line(resource));
      case AwaitKind::lock:
      case AwaitKind::semaphore: return wait_for_holders(what, resource);
      case AwaitKind::notify:
        return add("A task must notify " + names_.place(await.kind, await.object) + " first.");
      case AwaitKind::barrier: {
        const std::uint32_t missing =
            resource && resource->capacity != no_capacity && resource->capacity > resource->fill
                ? resource->capacity - resource->fill
                : 0;
        return add(missing == 0 ? what + " opens when the last task has come."
                                : what + " opens when " + count(missing, "more task") +
                                      (missing == 1 ? " has come." : " have come."));
      }
      case AwaitKind::once: return wait_for_holders(what, resource);
      case AwaitKind::job: return wait_for_job(w_.job(static_cast<JobId>(await.object)));
      case AwaitKind::readable:
      case AwaitKind::writable:
      case AwaitKind::accept:
      case AwaitKind::connect:
        return add("The reactor must see that " + names_.place(await.kind, await.object) + " is ready.");
      case AwaitKind::signal:
        return add("The reactor must see " + names_.place(await.kind, await.object) + ".");
      default: return;
    }
  }

  void wait_for_job(const JobState* job) {
    if (!job) return;
    const std::string what = names_.job(job->id);
    switch (job->status) {
      case JobStatus::unknown:
      case JobStatus::dropped: return;
      case JobStatus::queued: return add(what + " waits for a free worker thread.");
      case JobStatus::running:
        return add(what + " runs on " + Names::worker(job->worker) + " and must end first.");
      case JobStatus::ended: return add(what + " has ended on its worker: the loop hears of it next.");
      case JobStatus::returned: return add(what + " has ended: its waker comes next.");
    }
  }

  void wait_for_timer(TimerId id) {
    const TimerState* timer = w_.timer(id);
    const std::string what = capital(Names::timer(id));
    if (!timer) return add(what + " has fired: its waker puts " + me() + " into the ready queue.");
    if (timer->deadline > now_) {
      return add(what + " is due at " + to_text(timer->deadline) + "; its waker then puts " + me() +
                 " into the ready queue.");
    }
    if (w_.polling == TaskId::none)
      return add(what + " is due: the reactor fires it when the loop next looks at its timers.");
    keep(w_.polling);
    add(what + " was due at " + to_text(timer->deadline) + ", but the loop cannot look at its timers while " +
        name(w_.polling) + " has the thread" + for_a_lock() + ".");
  }

  void wait_for_task(TaskId id) {
    keep(id);
    const TaskState* other = w_.task(id);
    if (!other) return;
    const std::string must = name(id) + " must end first; it ";
    switch (other->status) {
      case TaskStatus::queued: return add(must + "is in the ready queue.");
      case TaskStatus::polling: return add(must + "is being polled.");
      case TaskStatus::waiting: {
        const std::vector<const Await*> ends = ends_of(*other, w_);
        return add(must + (ends.empty() ? "waits."
                                        : "waits for " + names_.object(ends[0]->kind, ends[0]->object) +
                                              (ends.size() > 1 ? " and more." : ".")));
      }
      default: return add(name(id) + " has ended: its waker comes next.");
    }
  }

  void wait_for_holders(const std::string& what, const ResourceState* resource) {
    if (!resource) return;
    std::vector<TaskId> holders;
    for (const Holder& holder : resource->holders) {
      if (!std::ranges::count(holders, holder.task)) holders.push_back(holder.task);
      keep(holder.task);
    }
    const std::string held = resource->kind == ResourceKind::once_cell ? " makes the value of "
                             : holders.size() == 1                     ? " holds "
                                                                       : " hold ";
    if (!holders.empty())
      add(list(holders) + held + names_.resource(resource->id) +
          (resource->kind == ResourceKind::once_cell ? "."
           : holders.size() == 1                     ? " and must give it back first."
                                                     : "; one must give back first."));
    if (holders.empty()) add(what + " is held by nobody now.");
    const std::string others = line(resource);
    if (!others.empty()) add(others.substr(1));
  }

  /// " a and b stand before it in the line.", or nothing if it is the first.
  std::string line(const ResourceState* resource) {
    if (!resource) return "";
    std::vector<TaskId> ahead;
    const Waiter* own = resource->waited_for_by(task_.id);
    for (const Waiter& waiter : resource->waiters) {
      if (&waiter == own) break;
      if (own && waiter.kind == own->kind) ahead.push_back(waiter.task);
    }
    if (!own || ahead.empty() || resource->kind == ResourceKind::once_cell) return "";
    for (const TaskId id : ahead) keep(id);
    return " " + list(ahead) + (ahead.size() == 1 ? " stands" : " stand") + " before it in the line.";
  }

  const Trace& trace_;
  const Names& names_;
  const World& w_;
  const TaskState& task_;
  Instant now_;
  Why why_;
};

}  // namespace

Why why(const Trace& trace, const Names& names, const World& world, TaskId task, Instant now) {
  const TaskState* state = world.task(task);
  return state ? Answer(trace, names, world, *state, now).give() : Why{};
}

}  // namespace loopglass
