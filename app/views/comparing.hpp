// The runs that stand beside the one that is watched, and how they go in step with it.
//
// One of two runs leads: the longer one, so that the whole of both can be seen. It is the one that is played
// and stepped; the other follows it. Of more than two, the one that is watched leads.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/comparison.hpp"
#include "app/views/viewing.hpp"

namespace loopglass {

/// In the same run the task itself; in another one that of the same name, the one with the same number first;
/// none if there is none.
TaskId same_task(const Names& from, TaskId task, const Names& to);

class Comparing {
 public:
  /// Sets these runs beside `main`, which stays where it is. What is `selected` in it is selected in all.
  /// Precondition: there is at least one.
  void open(std::vector<Order> others, const Viewing& main, TaskId selected);
  /// Takes them away. `main` stays at the moment that is shown, and plays on if it did; where nobody has
  /// moved since they came, it is where it was then.
  void leave(Viewing& main);
  /// Takes them away because another run is watched now.
  void close() {
    others_.clear();
    partings_.clear();
    held_.reset();
  }
  bool is_on() const { return !others_.empty(); }

  /// As those of Viewing, for all that are compared.
  void advance(Viewing& main, bool at_once);
  void update(Viewing& main, double seconds);
  bool is_over(const Viewing& main) const;

  /// Who is played and stepped.
  Viewing& leader(Viewing& main);
  std::size_t number_of_leader() const { return is_on() && other_leads_ ? 1 : 0; }
  /// How many runs there are, the one that is watched included.
  std::size_t count() const { return others_.size() + 1; }
  /// Number 0 is the one that is watched.
  Viewing& viewing(Viewing& main, std::size_t i) { return i == 0 ? main : others_[i - 1]->viewing; }
  Stage stage(Viewing& main, const Selection& selection, std::size_t i);
  /// Selects and hovers in each run the task of that name. `i` is the run that the task belongs to.
  void select(const Viewing& main, Selection& selection, std::size_t i, TaskId task);
  void hover(const Viewing& main, Selection& selection, std::size_t i, TaskId task);
  /// Tells in run `i` what led to one of its events, and selects that event's task in all.
  void ask(const Viewing& main, Selection& selection, std::size_t i, EventNumber event);
  /// Selects nothing in any run, and tells nothing.
  void forget(const Viewing& main, Selection& selection) { select_in_all(main, selection, 0, TaskId::none); }
  /// The run in which it is told why something happened; none if nobody has asked.
  std::optional<std::size_t> asked_run(const Selection& selection) const;
  /// The event of that run that is asked about; 0: none.
  EventNumber asked(const Selection& selection, std::size_t i) const;

  /// Where the leader stands when run `i` stands at its event n: where it does nothing at that time, between
  /// two of its events.
  Position place_of_leader(Viewing& main, std::size_t i, EventNumber n);
  /// Run `i`, which follows, stands at this very event for as long as the leader stays where it is.
  void hold(Viewing& main, std::size_t i, EventNumber event);

  /// What each run is called.
  const std::vector<std::string>& names() const { return names_; }
  /// Of two runs, once both are over.
  const std::optional<Comparison>& found() const { return found_; }
  /// Where the runs part; as long as nobody knows, and of more than two, from the start.
  std::optional<Divergence> parted() const { return found_ ? found_->divergence : Divergence{1}; }
  /// Whether the runs look alike on an axis of time, though they part; false as long as nobody knows.
  bool parts_in_order_only() const { return parts_in_order_only_; }
  /// Of each run, once all are over.
  const std::vector<Figures>& figures() const { return figures_; }

 private:
  struct Other {
    Viewing viewing;
    Selection selection;
  };
  void judge(Viewing& main);
  void find_partings(const Viewing& main);
  void follow(Viewing& main);
  Position place_beside(const Trace& one, EventNumber n, Instant time, const Trace& other) const;
  void bring_in_step(const Viewing& leads, Viewing& follows) const;
  void select_in_all(const Viewing& main, Selection& selection, std::size_t i, TaskId task);

  std::vector<std::unique_ptr<Other>> others_;
  std::vector<std::string> names_;
  std::optional<Comparison> found_;
  std::vector<Figures> figures_;
  std::vector<EventNumber>
      partings_;  // of each run, once all are over: where it parts from the first; of the
                  // first, where it parts from any; 0: it does not, or is over by then
  bool parts_in_order_only_ = false;
  TaskId selected_{};  // in `main`, when they came
  bool other_leads_ = false;
  struct Held {
    std::size_t run = 0;
    EventNumber event = 0;
    Position leader_is_at;
  };
  std::optional<Held> held_;
  Position left_at_;   // where `main` was when all runs were over
  Position began_at_;  // and the leader
};

}  // namespace loopglass
