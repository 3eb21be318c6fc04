// A run: an executor that plays an order, and the trace it writes. Advanced in slices, so that whoever
// drives it is never held up for long (on the virtual clock).
#pragma once
#include <functional>
#include <memory>
#include <string_view>

#include "app/model/chronicle.hpp"
#include "app/session/loop.hpp"
#include "app/session/loop_thread.hpp"
#include "app/session/recipe.hpp"
#include "app/session/recorded.hpp"
#include "runtime/trace/trace.hpp"

namespace loopglass {

class Run {
 public:
  struct Options {
    ClockKind clock = ClockKind::virtual_time;
    /// Takes each line as it is printed. Empty: lines are only in the trace.
    std::function<void(std::string_view)> output;
    /// Told after each event, when the chronicle has taken it in: to show a run on the real clock as it
    /// happens.
    std::function<void(const Chronicle&)> watch;
    /// A run that grows past this is stopped: a scenario may go on for ever. None: as its recipe says.
    std::optional<EventNumber> most_events{};
    /// It goes on instead, in bounded memory: what comes then is not recorded, and nobody is told of it but
    /// who takes the output. For servers.
    bool outlives_recording = false;
    /// It goes on by itself, and advance() takes in what it has recorded: to watch a run on the real clock
    /// without holding it up. Nobody takes its output or is told of an event.
    bool on_own_thread = false;
  };

  /// Makes the root task; nothing is polled yet. The order's scenario must outlive the run. On the real clock
  /// the order has no deeds.
  /// Throws std::system_error where the real clock cannot be had.
  Run(Order order, Options options);
  explicit Run(Order order) : Run(std::move(order), Options{}) {}
  /// A run that was played before: it is over, and nothing is played again. Its source is the one that was
  /// recorded; the other words are those of the scenario of that name, if there is one among `scenarios`.
  Run(Recorded recorded, const std::vector<Scenario>& scenarios);
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// Goes on by at most `ticks` polls; the chronicle follows. Returns whether there is more to come. Of a
  /// live run it takes in as much as was recorded meanwhile, in pieces of some hundred events a tick.
  bool advance(std::size_t ticks);
  void finish() {
    while (advance(1024)) {
    }
  }
  /// Ends a wait and the run, as soon as the poll that is going on is over. Safe in a signal handler.
  void stop();

  bool is_over() const { return over_; }
  /// Whether it goes on by itself, on a thread of its own.
  bool is_live() const { return thread_ && !over_; }
  /// Whether it did so, or does.
  bool is_on_own_thread() const { return thread_ != nullptr; }
  /// Of a live run: whether there is something to take in, and the time of the run at this moment.
  bool has_news() const { return thread_->has_ended() || thread_->recorded() > trace().size(); }
  Instant live_now() const { return thread_->now(); }
  /// How many events were recorded so far; of a live run the trace may not have taken in the last of them.
  EventNumber recorded() const { return thread_ ? thread_->recorded() : trace().size(); }
  /// Whether it was stopped because its recording was full.
  bool was_full() const;
  /// Why what the recipe does by hand cannot be done to this run: then it ends there. None if all was done,
  /// or may be done yet.
  const std::optional<Complaint>& misfit() const { return misfit_; }
  /// How many of the order's deeds are done, and the event of the last of them; 0 while there is none.
  std::size_t deeds_done() const { return done_; }
  EventNumber last_deed() const { return last_deed_; }
  /// Precondition: is_over().
  RunResult result() const { return result_; }
  /// Whether the trace has the whole run so far. If not, it has the first events of it.
  bool is_recorded() const { return !outlived_; }
  /// The time of the last event, be it recorded or not.
  Instant now() const { return outlived_ ? unrecorded_now_ : chronicle_.latest().now; }
  /// How many tasks have panicked while nobody took their result, those included that are not on record.
  std::int64_t unobserved_panics() const;
  const Order& order() const { return order_; }
  /// The recipe as text. Of a recorded run whose scenario is not known: as it was recorded.
  const std::string& recipe() const { return recipe_; }
  ClockKind clock() const { return clock_; }
  const Trace& trace() const { return recorded_ ? *recorded_ : recorder_.trace(); }
  Chronicle& chronicle() { return chronicle_; }
  const Chronicle& chronicle() const { return chronicle_; }

 private:
  class Watched;
  void end(RunResult result);
  bool take_in(std::size_t most);
  void act();
  Instant due_at(const Deed& deed) const;
  void do_what_is_due();
  void go_on_unrecorded();
  void note_unrecorded(const Event& event);

  std::unique_ptr<const Scenario> scenario_;  // of a run that was played before
  Order order_;
  std::string recipe_;
  ClockKind clock_;
  EventNumber most_events_ = 0;
  bool outlives_recording_ = false;
  bool outlived_ = false;
  Instant unrecorded_now_{};
  std::int64_t unrecorded_panics_ = 0;  // less those whose result was taken
  std::optional<Trace> recorded_;       // of a run that was played before, or is live
  Recorder recorder_;                   // of any other
  std::unique_ptr<Sink> watched_;       // null if all that is to do is to record
  std::unique_ptr<Loop> loop_;
  std::unique_ptr<LoopThread> thread_;
  Chronicle chronicle_;
  std::size_t done_ = 0;  // of the order's deeds
  EventNumber last_deed_ = 0;
  std::optional<Complaint> misfit_;
  RunResult result_{};  // once it is over
  bool over_ = false;
  volatile bool stop_ = false;
};

/// As `resolve`; where something is done by hand, the run is played up to there, and a recipe that does not
/// fit it is refused.
Result<Order, Complaint> resolve_and_try(std::string_view text, const std::vector<Scenario>& scenarios);

/// Whether a panic ended a task whose result nobody took.
bool has_unobserved_panic(const World& world);

}  // namespace loopglass
