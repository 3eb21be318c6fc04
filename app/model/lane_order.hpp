// The order in which the lanes of a run stand below one another.
//
// Invariant: it follows from the whole run and not from the moment that is shown, so each lane keeps its
// place while time moves; only where the lanes of finished tasks are hidden do the others close up.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "app/model/chronicle.hpp"

namespace loopglass {

enum class LaneOrder : std::uint8_t {
  spawn,       // as the tasks were spawned
  family,      // each task above those that it spawned
  name,        // tasks of one kind stand together; numbers in names count as numbers
  first_poll,  // those that are never polled last
  busy,        // who had the thread longest first
};

/// "by name".
const char* words_for(LaneOrder order);
LaneOrder next(LaneOrder order);

/// Which task has each row. Tasks that are alike stand as they were spawned.
std::vector<TaskId> rows_in(LaneOrder order, const Chronicle& run);

/// The rows of one run's lanes, as an order has them once the run is over; before that, as they were spawned.
/// Tasks that are over at the moment that is shown may be left out.
class LaneRows {
 public:
  static constexpr std::size_t no_row = ~std::size_t{0};

  LaneOrder order() const { return order_; }
  void choose(LaneOrder order) {
    order_ = order;
    reset();
  }
  /// Another run is shown, in the same order.
  void reset() {
    rows_.clear();
    depths_.clear();
    density_.reset();
    seen_at_.reset();
  }
  bool hides_finished() const { return hides_finished_; }
  /// Whether tasks that are over have no row.
  void hide_finished(bool hides) {
    if (hides == hides_finished_) return;
    hides_finished_ = hides;
    seen_at_.reset();
    density_.reset();
    ++version_;
  }
  /// Takes the run in; `over`: it will not grow.
  void follow(const Chronicle& run, bool over);
  /// Takes the moment in, whose world this is: tasks that are over in it are hidden, if they are to be. Call
  /// it after the other.
  void stand_in(const World& world);

  /// How many rows there are.
  std::size_t count() const { return hides_finished_ ? seen_.size() : lanes_; }
  /// How many tasks have none, because they are over.
  std::size_t hidden() const { return lanes_ - count(); }
  /// Another number whenever other tasks have rows.
  std::uint64_t version() const { return version_; }

  /// How many tasks stand between this one and the root of the run that spawned it, where families stand
  /// together; else 0.
  std::size_t depth_of(TaskId task) const {
    const std::size_t index = raw(task) - 1;
    return index < depths_.size() ? depths_[index] : 0;
  }
  /// Rows count from 0. Precondition: there is a lane there.
  TaskId task_at(std::size_t row) const { return hides_finished_ ? seen_[row] : task_in_order(row); }
  /// `no_row` for a task that is hidden.
  std::size_t row_of(TaskId task) const {
    const std::size_t index = raw(task) - 1;
    if (hides_finished_) return index < seen_rows_.size() ? seen_rows_[index] : no_row;
    return index < places_.size() && !rows_.empty() ? places_[index] : index;
  }
  /// Whether they stand in another order than they were spawned.
  bool is_sorted() const { return !rows_.empty(); }
  /// How densely things happen, by row. In another order it is summed up anew when it is first asked for.
  const Density& density(const Chronicle& run) const;

 private:
  TaskId task_in_order(std::size_t row) const {
    return rows_.empty() ? static_cast<TaskId>(row + 1) : rows_[row];
  }

  LaneOrder order_ = LaneOrder::spawn;
  bool hides_finished_ = false;
  std::size_t lanes_ = 0;
  std::uint64_t version_ = 0;
  std::optional<EventNumber> seen_at_;              // for which moment those below were found
  std::vector<TaskId> seen_;                        // where the finished are hidden: who has a row
  std::vector<std::size_t> seen_rows_;              // and by task which
  std::vector<TaskId> rows_;                        // empty: as they were spawned
  std::vector<std::size_t> places_;                 // by task
  std::vector<std::size_t> depths_;                 // by task; empty unless families stand together
  mutable std::shared_ptr<const Density> density_;  // in this order, once somebody has asked for it
};

}  // namespace loopglass
