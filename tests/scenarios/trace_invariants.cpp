#include "tests/scenarios/trace_invariants.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

namespace loopglass {
namespace {

class Checker {
 public:
  Checker(const Trace& trace, bool virtual_clock) : trace_(trace), virtual_clock_(virtual_clock) {}

  std::vector<std::string> run() {
    for (n_ = 1; n_ <= trace_.size(); ++n_) check(trace_[n_]);
    n_ = trace_.size();
    require(!running_, "the trace ends inside a poll");
    require(timers_.empty() || !shut_down_, "timers are left at the end");
    for (const auto& [id, task] : tasks_) {
      require(!shut_down_ || task.state == State::done, "task " + std::to_string(id) + " never finished");
    }
    for (const auto& [id, job] : jobs_) {
      require(!shut_down_ || job.stage == Stage::settled, "job " + std::to_string(id) + " never settled");
    }
    return std::move(violations_);
  }

 private:
  enum class State { idle, queued, polling, cancelling, done };
  struct Awaited {
    std::uint16_t kind;
    std::uint32_t object;
  };
  struct Task {
    State state = State::queued;
    bool woken_in_poll = false;
    bool abort_requested = false;
    bool polled = false;
    bool ended = false;  // its last poll was ready or panicked
    bool held = false;   // stands still for a job
    std::uint8_t poll_end = 0;
    int results_taken = 0;
    std::map<std::uint64_t, std::vector<Awaited>> awaits;  // by the future that awaits
    std::vector<std::uint64_t> given_up;                   // futures whose await was over before they were
  };
  struct Timer {
    std::uint64_t deadline;
    EventNumber set;
    TaskId task;
  };

  void require(bool holds, const std::string& what) {
    if (!holds) violations_.push_back("event " + std::to_string(n_) + ": " + what);
  }

  Task* task(TaskId id) {
    const auto it = tasks_.find(raw(id));
    require(it != tasks_.end(), "an unknown task");
    return it == tasks_.end() ? nullptr : &it->second;
  }

  void check(const Event& e) {
    check_time(e);
    // What somebody does goes on until the loop goes on.
    if (e.kind == EventKind::turn_began || e.kind == EventKind::poll_began || e.kind == EventKind::parked ||
        e.kind == EventKind::timer_fired || e.kind == EventKind::cancel_began)
      by_hand_ = false;
    switch (e.kind) {
      case EventKind::task_spawned: return spawned(e);
      case EventKind::turn_began: return turn_began(e);
      case EventKind::task_chosen: return chosen(e);
      case EventKind::budget_spent: return budget_spent(e);
      case EventKind::poll_began: return poll_began(e);
      case EventKind::poll_ended: return poll_ended(e);
      case EventKind::cancel_began: return cancel_began(e);
      case EventKind::task_finished: return finished(e);
      case EventKind::future_created:
        belongs_here(e);
        require(e.subject > last_future_, "futures are not numbered in order");
        last_future_ = e.subject;
        return;
      case EventKind::future_dropped: return belongs_here(e);
      case EventKind::await_began: return await_began(e);
      case EventKind::await_ended: return await_ended(e);
      case EventKind::resource_created:
        require(e.subject == resources_.size() + 1, "resources are not numbered in order");
        resources_[e.subject];
        return;
      case EventKind::resource_acquired: return acquired(e);
      case EventKind::resource_released: return released(e);
      case EventKind::resource_changed:
      case EventKind::message_sent:
      case EventKind::message_received: return belongs_here(e);
      case EventKind::wait_cancelled:
        return stop_waiting(e, is_source(static_cast<AwaitKind>(e.extra)) ? sources_[e.subject].waiters
                                                                          : resources_[e.subject].waiters);
      case EventKind::waker_registered:
        if (is_resource(static_cast<AwaitKind>(e.extra))) resources_[e.subject].waiters.push_back(e.task);
        if (is_source(static_cast<AwaitKind>(e.extra))) sources_[e.subject].waiters.push_back(e.task);
        return belongs_here(e);
      case EventKind::source_opened:
        belongs_here(e);
        require(!std::exchange(sources_[e.subject].open, true), "a source is opened twice");
        return;
      case EventKind::source_closed: {
        belongs_here(e);
        const Outside& source = open_source(e);
        require(source.waiters.empty(), "a source is closed while somebody waits for it");
        sources_.erase(e.subject);
        return;
      }
      case EventKind::source_changed:
      case EventKind::would_block:
      case EventKind::bytes_written:
        belongs_here(e);
        open_source(e);
        return;
      case EventKind::bytes_read: {
        belongs_here(e);
        Outside& source = open_source(e);
        if (!virtual_clock_) return;
        require(e.value <= source.unread, "more is read than has arrived");
        source.unread -= e.value;
        return;
      }
      case EventKind::source_ready:
        require(!running_ && (left_in_turn_ == 0 || has_open_turns() || by_hand_),
                "the reactor looks at its sources in the middle of a turn");
        require(e.detail != 0, "a source is ready for nothing");
        open_source(e);
        return;
      case EventKind::packet_sent:
        belongs_here(e);
        require(static_cast<std::int64_t>(e.value) >= e.time_ns, "something arrives before it is sent");
        packets_.emplace_back(e);
        return;
      case EventKind::packet_arrived: return arrived(e);
      case EventKind::interfered: return interfered(e);
      case EventKind::output:
        if (e.subject == 0) return belongs_here(e);
        return on_a_worker(e, jobs_[e.subject].worker);
      case EventKind::job_queued:
        belongs_here(e);
        require(jobs_[e.subject].stage == Stage::made, "a job is queued twice");
        jobs_[e.subject].stage = Stage::queued;
        if (static_cast<JobKind>(e.detail) == JobKind::in_place) hold(e);
        job_queue_.push_back(e.subject);
        return;
      case EventKind::job_started: return job_started(e);
      case EventKind::job_work_began:
        on_a_worker(e, e.extra);
        require(!jobs_[e.subject].working, "work inside work, on a worker");
        jobs_[e.subject].working = e;
        return;
      case EventKind::job_work_ended: return job_work_ended(e);
      case EventKind::job_ended: return job_ended(e);
      case EventKind::job_returned:
        require(jobs_[e.subject].stage == Stage::ended, "a job returns that did not end");
        require(jobs_[e.subject].finish == e.detail, "a job returns in another way than it ended");
        return settle_job(e);
      case EventKind::job_dropped:
        require(jobs_[e.subject].stage == Stage::queued, "a job is dropped that was not queued");
        std::erase(job_queue_, e.subject);
        return settle_job(e);
      case EventKind::job_aborted: return job_aborted(e);
      case EventKind::job_detached:
        belongs_here(e);
        require((jobs_[e.subject].stage == Stage::settled) == (e.detail == 1),
                "a handle is dropped that knows another state of its job");
        return;
      case EventKind::ticks_missed: return belongs_here(e);
      case EventKind::task_woken: return woken(e);
      case EventKind::timer_set: return timer_set(e);
      case EventKind::timer_fired: return timer_fired(e);
      case EventKind::timer_cancelled: return timer_cancelled(e);
      case EventKind::parked:
        require(queue_.empty(), "the loop waits although a task is ready");
        require(!parked_, "parked twice");
        require(!running_, "the loop waits inside a poll");
        parked_ = e;
        return;
      case EventKind::unparked:
        require(parked_.has_value(), "unparked without having parked");
        parked_.reset();
        return;
      case EventKind::work_began:
        belongs_here(e);
        require(!working_, "work inside work");
        working_ = e;
        return;
      case EventKind::work_ended:
        belongs_here(e);
        require(working_.has_value() && working_->detail == e.detail && working_->value == e.value &&
                    working_->subject == e.subject && working_->site == e.site,
                "work ends that did not begin");
        if (working_) {
          const auto took = static_cast<std::uint64_t>(e.time_ns - working_->time_ns);
          require(virtual_clock_ ? took == e.value : took >= e.value, "work took another time than it said");
        }
        working_.reset();
        return;
      case EventKind::abort_requested: return abort_requested(e);
      case EventKind::result_taken: return result_taken(e);
      case EventKind::handle_dropped:
        belongs_here(e);
        (void)task(static_cast<TaskId>(e.subject));
        return;
      case EventKind::token_created:
        belongs_here(e);
        require(e.subject == ++last_token_, "tokens are not numbered in order");
        require(e.value < e.subject, "a token is older than its parent");
        return;
      case EventKind::token_cancelled:
        belongs_here(e);
        require(!std::exchange(cancelled_tokens_[e.subject], true), "a token is cancelled twice");
        if (e.detail == 1) caused_by(e.value, EventKind::token_cancelled);
        return;
      case EventKind::token_checked: belongs_here(e); return;
      case EventKind::shutdown_began: {
        const auto left =
            std::ranges::count_if(tasks_, [](const auto& t) { return t.second.state != State::done; });
        require(static_cast<std::uint64_t>(left) == e.value,
                "shutdown counts the tasks that are left wrongly");
        require(!shut_down_, "shutdown twice");
        require(!running_, "shutdown inside a poll");
        shut_down_ = true;
        return;
      }
    }
    require(false, "an event of no known kind");
  }

  void check_time(const Event& e) {
    require(e.time_ns >= time_ns_, "time goes back");
    if (virtual_clock_ && e.time_ns != time_ns_) {
      const bool by_worker = e.kind == EventKind::job_work_ended || e.kind == EventKind::job_ended ||
                             (e.kind == EventKind::output && e.subject != 0) ||
                             (e.kind == EventKind::job_work_began && jobs_[e.subject].stood_still);
      require(by_worker || e.kind == EventKind::unparked || e.kind == EventKind::work_ended,
              "time moves by itself");
    }
    time_ns_ = e.time_ns;
  }

  /// What a task does is on record as its own.
  void belongs_here(const Event& e) {
    require(e.task == (running_ ? *running_ : TaskId::none), "an event of a task that is not running");
  }

  /// Returns the causing event if there is one of that kind.
  const Event* caused_by(std::uint64_t number, EventKind kind) {
    const bool earlier = number > 0 && number < n_;
    require(earlier, "a cause that is not earlier");
    if (!earlier) return nullptr;
    const Event& cause = trace_[number];
    require(cause.kind == kind, "a cause of the wrong kind");
    return cause.kind == kind ? &cause : nullptr;
  }

  void spawned(const Event& e) {
    require(raw(e.task) == tasks_.size() + 1, "tasks are not numbered in order");
    require(e.subject == (running_ ? raw(*running_) : 0), "spawned by a task that is not running");
    tasks_[raw(e.task)];
    queue_.push_back(e.task);
  }

  void turn_began(const Event& e) {
    require(e.subject == ++turns_, "turns are not numbered in order");
    require(left_in_turn_ == 0 || has_open_turns(), "a turn begins before the last one is over");
    require(e.value == queue_.size() && e.value > 0, "a turn that is not the whole queue");
    policy_ = static_cast<Policy>(e.detail);
    left_in_turn_ = policy_ == Policy::tokio ? 61 : has_open_turns() ? ~std::uint64_t{0} : e.value;
  }

  /// Whether a turn may end before it has polled all that it might.
  bool has_open_turns() const { return policy_ == Policy::tokio || policy_ == Policy::node; }

  void chosen(const Event& e) {
    require(!running_ && !chosen_, "a choice where none is due");
    require(e.subject > 0 && e.subject < queue_.size() && queue_[e.subject] == e.task,
            "chosen from another place than it said");
    const auto policy = static_cast<Policy>(e.detail);
    require(policy != Policy::fifo, "first in first out chooses");
    require(policy != Policy::lifo || e.subject + 1 == queue_.size(), "last in first out takes another");
    chosen_ = e.task;
  }

  /// Who is to leave the queue now.
  bool is_its_turn(TaskId id) {
    if (const auto chosen = std::exchange(chosen_, std::nullopt)) return *chosen == id;
    const bool is_moved = std::erase(moved_, id) > 0;
    require(policy_ != Policy::lifo || queue_.size() == 1 || is_moved, "last in first out takes the head");
    return !queue_.empty() && queue_.front() == id;
  }

  void budget_spent(const Event& e) {
    belongs_here(e);
    require(!std::exchange(made_to_yield_, true), "a budget is spent twice in a poll");
    require(e.value > 0 && e.value <= ended_in_poll_, "a budget is spent early");
  }

  Task* leave_queue(const Event& e) {
    require(!running_ || shut_down_, "two tasks run at once");
    Task* t = task(e.task);
    if (!t) return nullptr;
    if (shut_down_) {
      std::erase(queue_, e.task);
      return t;
    }
    require(t->state == State::queued, "a task that is not queued gets its turn");
    require(is_its_turn(e.task), "not the head of the ready queue");
    require(left_in_turn_ > 0, "a poll outside of any turn");
    if (left_in_turn_ > 0) --left_in_turn_;
    std::erase(queue_, e.task);
    return t;
  }

  void poll_began(const Event& e) {
    require(!shut_down_, "a poll after shutdown");
    Task* t = leave_queue(e);
    if (!t) return;
    require(!t->abort_requested, "an aborted task is polled");
    require(!t->held, "a task is polled that stands still");
    t->state = State::polling;
    t->polled = true;
    t->woken_in_poll = false;
    running_ = e.task;
    ended_in_poll_ = 0;
    made_to_yield_ = false;
  }

  void poll_ended(const Event& e) {
    require(running_ == e.task, "a poll ends that did not begin");
    require(!working_, "a poll ends inside work");
    running_.reset();
    Task* t = task(e.task);
    if (!t) return;
    const auto end = static_cast<PollEnd>(e.detail);
    t->poll_end = e.detail;
    require(end == PollEnd::pending_in_place || !made_to_yield_ || t->woken_in_poll,
            "a budget is spent, and nobody is woken");
    if (end == PollEnd::pending_in_place) {
      require(t->held, "a task stands still that has no work in place");
      t->state = State::idle;
    } else if (end == PollEnd::pending || end == PollEnd::pending_requeued) {
      require(!t->held, "a poll ends as if the task did not stand still");
      require((end == PollEnd::pending_requeued) == t->woken_in_poll,
              "a wake during the poll is lost or made up");
      t->state = t->woken_in_poll ? State::queued : State::idle;
      if (t->woken_in_poll) queue_.push_back(e.task);
    } else {
      t->ended = true;
    }
  }

  void cancel_began(const Event& e) {
    Task* t = leave_queue(e);
    if (!t) return;
    require(t->abort_requested || shut_down_, "a task is dropped that nobody aborted");
    require(t->state != State::done, "a task is dropped that is done");
    t->state = State::cancelling;
    outer_.push_back(running_);
    running_ = e.task;
  }

  void finished(const Event& e) {
    Task* t = task(e.task);
    if (!t) return;
    const auto finish = static_cast<FinishKind>(e.detail);
    require(t->state != State::done, "a task finishes twice");
    if (t->state == State::cancelling) {
      require(finish == (t->polled ? FinishKind::cancelled : FinishKind::cancelled_unpolled),
              "a cancelled task finishes in another way");
      require(running_ == e.task, "a task finishes that is not being dropped");
      running_ = outer_.back();
      outer_.pop_back();
    } else {
      require(t->ended, "a task finishes that did not end");
      require(finish == (static_cast<PollEnd>(t->poll_end) == PollEnd::panicked ? FinishKind::panicked
                                                                                : FinishKind::returned),
              "a task finishes in another way than its last poll");
      if (finish == FinishKind::returned) {
        for (std::size_t i = 0; i < t->given_up.size(); ++i) forget(*t, t->given_up[i]);
        for (const auto& [future, open] : t->awaits) require(open.empty(), "an await is open at the end");
      }
    }
    t->state = State::done;
  }

  void await_began(const Event& e) {
    belongs_here(e);
    if (Task* t = task(e.task)) t->awaits[e.value].push_back({e.extra, e.subject});
  }

  void await_ended(const Event& e) {
    belongs_here(e);
    ++ended_in_poll_;
    Task* t = task(e.task);
    if (!t) return;
    auto& open = t->awaits[e.value];
    const auto it = std::ranges::find_if(
        open, [&](const Awaited& a) { return a.kind == e.extra && a.object == e.subject; });
    require(it != open.end(), "an await ends that did not begin");
    if (it != open.end()) open.erase(it);
    // A timeout or a select that is over drops the branches that lost: their awaits never end.
    const auto kind = static_cast<AwaitKind>(e.extra);
    if (kind != AwaitKind::future && waits_inside(kind)) forget(*t, e.subject);
  }

  /// A branch that lost and has a name goes on when it is awaited again, so its own awaits may end yet.
  void forget(Task& t, std::uint64_t future) {
    for (const Awaited& a : std::exchange(t.awaits[future], {})) {
      if (waits_inside(static_cast<AwaitKind>(a.kind))) t.given_up.push_back(a.object);
    }
  }

  void woken(const Event& e) {
    Task* t = task(e.task);
    if (!t) return;
    switch (static_cast<WakeOutcome>(e.detail)) {
      case WakeOutcome::queued:
        require(t->state == State::idle || (t->state == State::cancelling && shut_down_),
                "a task is queued that was not idle");
        if (t->state == State::idle) t->state = State::queued;
        queue_.push_back(e.task);
        break;
      case WakeOutcome::coalesced:
        require(t->state == State::queued || t->state == State::cancelling, "coalesced, but not queued");
        break;
      case WakeOutcome::after_poll:
        require(t->state == State::polling, "queued after a poll that is not going on");
        t->woken_in_poll = true;
        break;
      case WakeOutcome::stale: require(t->state == State::done, "a stale wake of a living task"); break;
      case WakeOutcome::held: require(t->held, "held, but does not stand still"); break;
      default: require(false, "no such outcome");
    }
    check_cause(e);
  }

  void check_cause(const Event& e) {
    const Event* cause = nullptr;
    switch (static_cast<WakeReason>(e.extra)) {
      case WakeReason::timer:
        cause = caused_by(e.value, EventKind::timer_fired);
        require(!cause || (cause->subject == e.subject && cause->task == e.task), "woken by another timer");
        break;
      case WakeReason::joined:
        cause = caused_by(e.value, EventKind::task_finished);
        require(!cause || raw(cause->task) == e.subject, "woken by the end of another task");
        break;
      case WakeReason::token:
        cause = caused_by(e.value, EventKind::token_cancelled);
        require(!cause || cause->subject == e.subject, "woken by another token");
        break;
      case WakeReason::abort:
        cause = caused_by(e.value, EventKind::abort_requested);
        require(!cause || cause->subject == raw(e.task), "woken by the abort of another task");
        break;
      case WakeReason::budget:
        cause = caused_by(e.value, EventKind::budget_spent);
        require(!cause || cause->task == e.task, "woken by the budget of another task");
        require(running_ == e.task && e.subject == raw(e.task), "made to yield by somebody else");
        break;
      case WakeReason::yield:
        require(running_ == e.task && e.subject == raw(e.task), "a yield by somebody else");
        break;
      case WakeReason::resource:
        require(e.value < n_, "a cause that is not earlier");
        require(e.value == 0 || trace_[e.value].subject == e.subject, "woken by another resource");
        stop_waiting(e, resources_[e.subject].waiters);
        break;
      case WakeReason::source:
        cause = caused_by(e.value, EventKind::source_ready);
        require(!cause || cause->subject == e.subject, "woken by another source");
        stop_waiting(e, sources_[e.subject].waiters);
        break;
      case WakeReason::job: {
        require(e.value > 0 && e.value < n_, "a cause that is not earlier");
        const EventKind kind = e.value < n_ ? trace_[e.value].kind : EventKind::output;
        require(kind == EventKind::job_returned || kind == EventKind::job_dropped,
                "a cause of the wrong kind");
        require(e.value >= n_ || trace_[e.value].subject == e.subject, "woken by another job");
        break;
      }
      case WakeReason::thread:
        require(!virtual_clock_ && !running_, "woken by a thread, out of its turn");
        break;
      case WakeReason::hand:
        cause = caused_by(e.value, EventKind::interfered);
        require(!cause || (cause->subject == raw(e.task) && cause->extra == 0 && !running_),
                "woken by hand, and nobody did that");
        break;
      case WakeReason::other: break;
      default: require(false, "no such reason");
    }
  }

  void stop_waiting(const Event& e, std::vector<TaskId>& waiters) {
    const auto it = std::ranges::find(waiters, e.task);
    require(it != waiters.end(), "a wait ends that did not begin");
    if (it != waiters.end()) waiters.erase(it);
  }

  struct Outside {
    bool open = false;
    std::uint64_t unread = 0;
    std::vector<TaskId> waiters;
  };

  Outside& open_source(const Event& e) {
    Outside& source = sources_[e.subject];
    require(source.open, "an event of a source that is not open");
    return source;
  }

  /// What arrives was sent, is not early, and has not overtaken anything of its kind.
  void arrived(const Event& e) {
    require(virtual_clock_, "a packet of the virtual network on the real clock");
    require(!running_, "something arrives in the middle of a poll");
    const auto it = std::ranges::find_if(
        packets_, [&](const Event& s) { return s.subject == e.subject && s.detail == e.detail; });
    require(it != packets_.end(), "something arrives that was not sent");
    if (it == packets_.end()) return;
    require(it->extra == e.extra, "something arrives changed");
    require(static_cast<std::int64_t>(it->value) <= e.time_ns, "something arrives early");
    packets_.erase(it);
    const auto kind = static_cast<Packet>(e.detail);
    if (kind == Packet::data) sources_[e.subject].unread += e.extra;
  }

  void acquired(const Event& e) {
    auto& holders = resources_[e.subject].holders;
    require(std::ranges::none_of(holders,
                                 [&](const Event& h) {
                                   return static_cast<Access>(h.detail) == Access::exclusive ||
                                          static_cast<Access>(e.detail) == Access::exclusive;
                                 }),
            "two hold what only one may hold");
    holders.push_back(e);
  }

  void released(const Event& e) {
    auto& holders = resources_[e.subject].holders;
    const auto it = std::ranges::find_if(holders, [&](const Event& h) {
      return h.task == e.task && h.value == e.value && h.detail == e.detail;
    });
    require(it != holders.end(), "given back by a task that does not hold it");
    if (it != holders.end()) holders.erase(it);
  }

  void timer_set(const Event& e) {
    belongs_here(e);
    require(virtual_clock_ ? static_cast<std::int64_t>(e.value) > e.time_ns : true,
            "a deadline that has passed");
    require(timers_.try_emplace(e.subject, Timer{e.value, n_, e.task}).second, "a timer is set twice");
  }

  void timer_fired(const Event& e) {
    require(!running_, "a timer fires inside a poll");
    require(left_in_turn_ == 0 || has_open_turns(), "a timer fires in the middle of a turn");
    require(static_cast<std::int64_t>(e.value) <= e.time_ns, "a timer fires early");
    const auto it = timers_.find(e.subject);
    require(it != timers_.end(), "a timer fires that is not set");
    if (it == timers_.end()) return;
    require(it->second.deadline == e.value && it->second.task == e.task,
            "a timer fires for another deadline or task");
    for (const auto& [id, other] : timers_) {
      require(std::pair(it->second.deadline, it->second.set) <= std::pair(other.deadline, other.set),
              "timer " + std::to_string(id) + " comes first");
    }
    timers_.erase(it);
  }

  void timer_cancelled(const Event& e) {
    const auto it = timers_.find(e.subject);
    require(it != timers_.end(), "a timer is cancelled that is not set");
    if (it == timers_.end()) return;
    require(it->second.deadline == e.value && it->second.task == e.task,
            "a timer is cancelled for another deadline or task");
    timers_.erase(it);
  }

  void abort_requested(const Event& e) {
    belongs_here(e);
    Task* t = task(static_cast<TaskId>(e.subject));
    if (!t) return;
    switch (static_cast<AbortOutcome>(e.detail)) {
      case AbortOutcome::queued: require(t->state == State::idle, "abort: was not idle"); break;
      case AbortOutcome::was_queued:
        require(t->state == State::queued || t->state == State::cancelling, "abort: was not queued");
        break;
      case AbortOutcome::after_poll: require(t->state == State::polling, "abort: was not polled"); break;
      case AbortOutcome::too_late: require(t->state == State::done, "abort: was not done"); break;
      case AbortOutcome::held: require(t->held, "abort: did not stand still"); break;
      default: require(false, "no such outcome");
    }
    if (t->state != State::done) t->abort_requested = true;
  }

  /// It comes between two polls, and what it is done to is as it says.
  void interfered(const Event& e) {
    by_hand_ = true;
    const bool done = e.extra == 0;
    require(virtual_clock_, "somebody interferes with a run on the real clock");
    require(!running_ && e.task == TaskId::none && !shut_down_, "somebody interferes within a poll");
    const auto id = static_cast<TaskId>(e.subject);
    const bool is_queued = std::ranges::count(queue_, id) == 1;
    switch (static_cast<Interference>(e.detail)) {
      case Interference::abort:
      case Interference::wake:
        if (Task* t = task(id)) require(done == (t->state != State::done), "it has another outcome");
        return;
      case Interference::run_next:
        require(done == is_queued, "a task that is not in the queue is next");
        if (!done) return;
        std::erase(queue_, id);
        queue_.push_front(id);
        moved_.insert(moved_.begin(), id);
        return;
      case Interference::run_last:
        require(!done || is_queued, "a task that is not in the queue is last");
        if (!done) return;
        std::erase(queue_, id);
        queue_.push_back(id);
        std::erase(moved_, id);
        return;
      case Interference::cancel:
        require(done != cancelled_tokens_[e.subject] || !done, "a token is cancelled twice by hand");
        return;
      case Interference::delay: {
        const auto it = timers_.find(e.subject);
        require(done == (it != timers_.end()), "a timer that is not set is delayed");
        if (!done || it == timers_.end()) return;
        require(e.value >= it->second.deadline, "a delayed timer is due earlier");
        it->second.deadline = e.value;
        it->second.set = n_;
        return;
      }
      case Interference::delay_job: {
        Job& job = jobs_[e.subject];
        require(done == (job.stage == Stage::started), "a job is delayed that no worker does");
        if (!done) return;
        if (job.working) {
          job.delayed += static_cast<std::int64_t>(e.value);
        } else {
          job.stood_still = true;
        }
        return;
      }
      case Interference::fail_job: {
        Job& job = jobs_[e.subject];
        require(done == (job.stage == Stage::started), "a job fails that no worker does");
        job.fails = done;
        return;
      }
      case Interference::delay_packets: {
        bool any = false;
        for (Event& packet : packets_) {
          if (packet.subject != e.subject || static_cast<Packet>(packet.detail) == Packet::request) continue;
          any = true;
          if (done) packet.value += e.value;
        }
        require(done == any, "what is not on its way is delayed");
        return;
      }
      case Interference::fail:
        require(!done || sources_[e.subject].open, "a source breaks that is not open");
        return;
    }
    require(false, "no such interference");
  }

  void result_taken(const Event& e) {
    belongs_here(e);
    Task* t = task(static_cast<TaskId>(e.subject));
    if (!t) return;
    require(t->state == State::done, "a result is taken of a task that is not done");
    require(++t->results_taken == 1, "a result is taken twice");
  }

  // ---- work on workers

  enum class Stage { made, queued, started, ended, settled };
  struct Job {
    Stage stage = Stage::made;
    bool stood_still = false;  // by hand, between two works
    bool fails = false;        // by hand
    std::int64_t delayed = 0;  // so long its worker stood still in the work that goes on
    std::uint16_t worker = 0;
    TaskId held{};  // who stands still for it
    std::optional<Event> working;
    std::uint8_t finish = 0;
  };

  void hold(const Event& e) {
    jobs_[e.subject].held = e.task;
    if (Task* t = task(e.task)) t->held = true;
  }

  void on_a_worker(const Event& e, std::uint16_t worker) {
    const Job& job = jobs_[e.subject];
    require(e.task == TaskId::none, "a worker's report in the name of a task");
    require(job.stage == Stage::started && job.worker == worker && worker > 0,
            "a report of a job that is not on that worker");
  }

  void job_started(const Event& e) {
    Job& job = jobs_[e.subject];
    require(job.stage == Stage::queued, "a job starts that was not queued");
    require(!job_queue_.empty() && job_queue_.front() == e.subject, "a job starts before its turn");
    require(std::ranges::none_of(jobs_,
                                 [&](const auto& other) {
                                   return other.second.stage == Stage::started &&
                                          other.second.worker == e.extra;
                                 }),
            "a worker starts a job before it is through with another");
    std::erase(job_queue_, e.subject);
    job.stage = Stage::started;
    job.worker = e.extra;
    require(virtual_clock_ ? static_cast<std::int64_t>(e.value) == e.time_ns
                           : static_cast<std::int64_t>(e.value) <= e.time_ns,
            "a job starts at another time");
  }

  void job_work_ended(const Event& e) {
    on_a_worker(e, e.extra);
    std::optional<Event>& began = jobs_[e.subject].working;
    require(
        began.has_value() && began->detail == e.detail && began->value == e.value && began->site == e.site,
        "work ends on a worker that did not begin");
    if (began && virtual_clock_ && !jobs_[e.subject].fails) {
      const std::int64_t delayed = std::exchange(jobs_[e.subject].delayed, 0);
      require(static_cast<std::uint64_t>(e.time_ns - began->time_ns - delayed) == e.value,
              "work on a worker took another time than it said");
    }
    began.reset();
  }

  void job_ended(const Event& e) {
    on_a_worker(e, e.extra);
    require(!jobs_[e.subject].working, "a job ends inside work");
    jobs_[e.subject].stage = Stage::ended;
    require(!jobs_[e.subject].fails || static_cast<FinishKind>(e.detail) == FinishKind::panicked,
            "a job that was made to fail ends well");
    jobs_[e.subject].finish = e.detail;
  }

  void settle_job(const Event& e) {
    Job& job = jobs_[e.subject];
    job.stage = Stage::settled;
    if (job.held == TaskId::none) return;
    if (Task* t = task(job.held)) t->held = false;
  }

  void job_aborted(const Event& e) {
    belongs_here(e);
    const Stage stage = jobs_[e.subject].stage;
    switch (static_cast<JobAbort>(e.detail)) {
      case JobAbort::dropped: require(stage == Stage::queued, "abort: the job was not queued"); break;
      case JobAbort::already_started:
        // It may have ended, and the loop does not know.
        require(
            stage == Stage::started || stage == Stage::ended || (!virtual_clock_ && stage == Stage::queued),
            "abort: the job has not started");
        break;
      case JobAbort::already_ended: require(stage == Stage::settled, "abort: the job has not ended"); break;
      default: require(false, "no such outcome");
    }
  }

  struct Shared {
    std::vector<TaskId> waiters;
    std::vector<Event> holders;
  };

  const Trace& trace_;
  std::map<std::uint32_t, Shared> resources_;
  std::map<std::uint32_t, Outside> sources_;
  std::vector<Event> packets_;
  const bool virtual_clock_;
  EventNumber n_ = 0;
  std::vector<std::string> violations_;
  std::int64_t time_ns_ = 0;
  std::map<std::uint32_t, Task> tasks_;
  std::deque<TaskId> queue_;
  Policy policy_{};                  // of this turn
  std::optional<TaskId> chosen_;     // by the event before
  std::vector<TaskId> moved_;        // to the head of the queue by hand, and not polled yet
  bool by_hand_ = false;             // all that happens is what somebody does
  std::uint64_t ended_in_poll_ = 0;  // awaits
  bool made_to_yield_ = false;
  std::map<std::uint32_t, Timer> timers_;
  std::map<std::uint32_t, Job> jobs_;
  std::deque<std::uint32_t> job_queue_;
  std::map<std::uint32_t, bool> cancelled_tokens_;
  std::optional<TaskId> running_;
  std::vector<std::optional<TaskId>> outer_;
  std::optional<Event> parked_;
  std::optional<Event> working_;
  std::uint64_t left_in_turn_ = 0;
  std::uint32_t turns_ = 0;
  std::uint32_t last_future_ = 0;
  std::uint32_t last_token_ = 0;
  bool shut_down_ = false;
};

}  // namespace

std::vector<std::string> violations(const Trace& trace, bool virtual_clock) {
  return Checker(trace, virtual_clock).run();
}

}  // namespace loopglass
