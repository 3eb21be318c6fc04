#include "app/model/lane_order.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>

namespace loopglass {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes the digits at the front; leading zeros do not count.
std::string_view take_number(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && is_digit(text[end])) ++end;
  std::string_view number = text.substr(0, end);
  text.remove_prefix(end);
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
  return number;
}

/// Whether `a` comes before `b`: "light 2" before "light 10".
bool comes_before(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const std::string_view x = take_number(a);
      const std::string_view y = take_number(b);
      if (x.size() != y.size()) return x.size() < y.size();
      if (x != y) return x < y;
    } else if (a.front() != b.front()) {
      return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
    } else {
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  return a.size() < b.size();
}

TaskId parent_of(const Chronicle& run, TaskId id) {
  const TaskState* task = run.latest().task(id);
  return task ? task->parent : TaskId::none;
}

/// Each task above those that it spawned, in the order in which it did.
std::vector<TaskId> families(const Chronicle& run) {
  const auto& lanes = run.lanes().lanes();
  std::vector<TaskId> rows;
  std::vector<std::vector<TaskId>> children(lanes.size() + 1);  // by task; first those of none
  for (const Lane& lane : lanes) {
    const std::size_t parent = raw(parent_of(run, lane.task));
    // Who spawns comes before who is spawned; a damaged trace may have it otherwise.
    children[parent < raw(lane.task) ? parent : 0].push_back(lane.task);
  }
  std::vector<TaskId> next(children[0].rbegin(), children[0].rend());
  while (!next.empty()) {
    const TaskId task = next.back();
    next.pop_back();
    rows.push_back(task);
    next.insert(next.end(), children[raw(task)].rbegin(), children[raw(task)].rend());
  }
  return rows;
}

/// A task that is dropped without a poll has a stretch of being dropped only.
EventNumber first_poll_of(const Lane& lane, const TaskState* task) {
  constexpr EventNumber never = std::numeric_limits<EventNumber>::max();
  if (!task || task->polls == 0) return never;
  const auto poll = std::ranges::find_if(lane.segments, [](const Segment& s) {
    return s.state == LaneState::polling || s.state == LaneState::blocking;
  });
  return poll == lane.segments.end() ? never : poll->first;
}

}  // namespace

const char* words_for(LaneOrder order) {
  switch (order) {
    case LaneOrder::spawn: return "as they were spawned";
    case LaneOrder::family: return "below who spawned them";
    case LaneOrder::name: return "by name";
    case LaneOrder::first_poll: return "by their first poll";
    case LaneOrder::busy: return "by how long they had the thread";
  }
  return "";
}

LaneOrder next(LaneOrder order) {
  return order == LaneOrder::busy ? LaneOrder::spawn : static_cast<LaneOrder>(static_cast<int>(order) + 1);
}

std::vector<TaskId> rows_in(LaneOrder order, const Chronicle& run) {
  std::vector<TaskId> rows;
  const auto& lanes = run.lanes().lanes();
  for (const Lane& lane : lanes) rows.push_back(lane.task);
  const auto lane_of = [&](TaskId id) -> const Lane& { return lanes[raw(id) - 1]; };
  const auto busy_of = [&](TaskId id) {
    const TaskState* task = run.latest().task(id);
    return task ? task->busy : Duration();
  };
  const auto sort_by = [&](auto key) {
    std::ranges::sort(rows, [&](TaskId a, TaskId b) {
      const auto x = key(a);
      const auto y = key(b);
      return x != y ? x < y : raw(a) < raw(b);
    });
  };
  switch (order) {
    case LaneOrder::spawn: break;
    case LaneOrder::family: return families(run);
    case LaneOrder::name:
      std::ranges::sort(rows, [&](TaskId a, TaskId b) {
        const std::string& x = run.names().task(a);
        const std::string& y = run.names().task(b);
        return comes_before(x, y) || (!comes_before(y, x) && raw(a) < raw(b));
      });
      break;
    case LaneOrder::first_poll:
      sort_by([&](TaskId id) { return first_poll_of(lane_of(id), run.latest().task(id)); });
      break;
    case LaneOrder::busy: sort_by([&](TaskId id) { return -busy_of(id); }); break;
  }
  return rows;
}

const Density& LaneRows::density(const Chronicle& run) const {
  if (!is_sorted() && hidden() == 0) return run.density();
  if (!density_) {
    const std::vector<std::size_t>& places = hides_finished_ ? seen_rows_ : places_;
    density_ = std::make_shared<const Density>(run.density().in_order(places, count()));
  }
  return *density_;
}

void LaneRows::stand_in(const World& world) {
  if (!hides_finished_ || (seen_at_ == world.position && seen_rows_.size() == lanes_)) return;
  seen_at_ = world.position;
  std::vector<TaskId> seen;
  for (std::size_t row = 0; row < lanes_; ++row) {
    const TaskState* task = world.task(task_in_order(row));
    if (!task || !task->is_done()) seen.push_back(task_in_order(row));
  }
  if (seen == seen_ && seen_rows_.size() == lanes_) return;
  seen_ = std::move(seen);
  seen_rows_.assign(lanes_, no_row);
  for (std::size_t row = 0; row < seen_.size(); ++row) seen_rows_[raw(seen_[row]) - 1] = row;
  density_.reset();
  ++version_;
}

void LaneRows::follow(const Chronicle& run, bool over) {
  lanes_ = run.lanes().lanes().size();
  if (!over || order_ == LaneOrder::spawn || !rows_.empty()) return;
  rows_ = rows_in(order_, run);
  places_.resize(rows_.size());
  for (std::size_t row = 0; row < rows_.size(); ++row) places_[raw(rows_[row]) - 1] = row;
  if (order_ != LaneOrder::family) return;
  depths_.assign(rows_.size(), 0);
  for (const TaskId task : rows_) {
    const std::size_t parent = raw(parent_of(run, task));
    if (parent != 0 && parent < raw(task)) depths_[raw(task) - 1] = depths_[parent - 1] + 1;
  }
}

}  // namespace loopglass
