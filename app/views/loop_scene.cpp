#include "app/views/loop_scene.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "app/views/resource_scene.hpp"
#include "app/widgets/axis.hpp"

namespace loopglass {
namespace {

/// Puts the tasks of one world on their places.
class Arrangement {
 public:
  Arrangement(const LoopPlaces& places, float scale, const World& world, const RollCall& roll,
              const Seats& seats, Instant now)
      : p_(places), scale_(scale), w_(world), roll_(roll), seats_(seats), now_(now) {}

  Scene run() {
    if (!is_crowd()) scene_.tasks.resize(w_.tasks.size());
    queue();
    executor();
    timers();
    sources();
    resources();
    waiting();
    done();
    return std::move(scene_);
  }

 private:
  float px(float units) const { return units * scale_; }

  bool is_crowd() const { return w_.tasks.size() > crowd; }

  void put(TaskId task, ImVec2 at, float radius, Stand stand, float alpha = 1) {
    if (raw(task) < 1 || raw(task) > w_.tasks.size()) return;
    const Standing standing{at, radius, alpha, stand};
    if (!is_crowd()) {
      scene_.tasks[raw(task) - 1] = standing;
    } else if (alpha > 0) {
      if (scene_.placed.insert_or_assign(task, standing).second) scene_.seen.push_back(task);
    } else if (const auto known = scene_.placed.find(task); known != scene_.placed.end()) {
      known->second = standing;
    }
  }

  void queue() {
    const float r = p_.radius;
    const float step = p_.belt_step;
    const float y = p_.belt_y;
    const float head = p_.belt_head();
    const float room = head - (p_.queue.left + px(10) + r);
    std::size_t fits = static_cast<std::size_t>(std::max(1.0f, std::floor(room / step + 0.01f) + 1));
    const std::size_t count = w_.ready.size();
    if (count > fits && fits > 1) --fits;
    const auto slot = [&](std::size_t i) { return ImVec2(head - static_cast<float>(i) * step, y); };
    std::size_t i = 0;
    for (const TaskId id : w_.ready) {
      if (is_crowd() && i >= fits) break;
      put(id, slot(std::min(i, fits)), r, Stand::queue, i < fits ? 1.0f : 0.0f);
      ++i;
    }
    if (count > fits) scene_.more.push_back({Stand::queue, slot(fits), count - fits});
  }

  void executor() {
    if (w_.polling == TaskId::none) return;
    put(w_.polling, executor_slot(), p_.slot_radius, Stand::executor);
  }
  ImVec2 executor_slot() const { return p_.slot; }

  /// A timer, or one that has fired while its task stays where it waited until its waker moves it.
  struct Pin {
    TimerState timer;
    bool has_fired = false;
    ImVec2 at;
    bool seen = false;
  };

  /// The timers in their order, those that have fired before them. Of a crowd those that come first.
  std::vector<Pin> timers_and_fired() const {
    std::vector<Pin> all;
    const std::size_t most = is_crowd() ? crowd : ~std::size_t{0};
    for (auto it = roll_.fired.rbegin(); it != roll_.fired.rend() && all.size() < most; ++it) {
      const Await& await = w_.task(*it)->awaits.back();
      const auto id = static_cast<TimerId>(await.object);
      const Instant due = std::min(now_, w_.deadline_of(id));
      all.push_back(
          {.timer = {.id = id, .task = *it, .deadline = due, .since = await.since}, .has_fired = true});
    }
    std::size_t left = std::min(most - std::min(most, all.size()), w_.timers.size());
    for (auto it = w_.timers.begin(); left > 0; ++it, --left) all.push_back({.timer = *it});
    return all;
  }

  /// The levels above each other on which timers stand.
  class Levels {
   public:
    Levels(std::size_t count, Duration apart) : taken_(count), apart_(apart) {}

    std::size_t count() const { return taken_.size(); }
    /// Whether one has room at `place` without touching another; then it has that room.
    bool take(std::size_t level, Duration place) {
      std::vector<Duration>& there = taken_[level];
      const auto next = std::ranges::lower_bound(there, place);
      if (next != there.end() && *next - place < apart_) return false;
      if (next != there.begin() && place - *std::prev(next) < apart_) return false;
      there.insert(next, place);
      return true;
    }

   private:
    std::vector<std::vector<Duration>> taken_;  // by level; from now on, in order
    Duration apart_;
  };

  /// Each timer stands over its deadline, at the height of its place in the world, so that it stays there
  /// when others come and go, and time passing moves all of them alike. One that touches another there, or
  /// has no place, stands as low as it can; where a stack is full the next ones stand beside it.
  void timers() {
    const float r = p_.timer_radius;
    const float lift = r * 2 + px(3);
    const float lowest = p_.axis_y - px(8) - r;
    const auto high =
        static_cast<std::size_t>(std::max(1.0f, std::floor((lowest + r - p_.timers_top) / lift)));
    const double ns_a_pixel = p_.ns_a_pixel();
    const Duration apart(static_cast<std::int64_t>(static_cast<double>(lift) * ns_a_pixel));
    Levels levels(high, apart);
    const auto stands = [&](Pin& pin, std::size_t level, std::size_t column) {
      const Duration aside = apart * static_cast<std::int64_t>(column);
      const Duration place = p_.standing_place(pin.timer.deadline - now_);
      if (!levels.take(level, place + aside)) return;
      pin.seen = true;
      const double x = static_cast<double>(place.count()) / ns_a_pixel;
      pin.at = {std::min(p_.now_x + static_cast<float>(x), p_.axis_end_x) + static_cast<float>(column) * lift,
                lowest - lift * static_cast<float>(level)};
    };
    std::vector<Pin> all = timers_and_fired();
    // First come, first served: one that is set later takes no room from others.
    std::vector<Pin*> by_age;
    for (Pin& pin : all) by_age.push_back(&pin);
    std::ranges::sort(by_age, {}, [](const Pin* pin) { return pin->timer.since; });
    const std::size_t spots = high * static_cast<std::size_t>(p_.columns);
    for (Pin* pin : by_age) {
      const std::uint8_t place = w_.timer_place(pin->timer.id);
      if (place < spots) stands(*pin, place % high, place / high);
      for (std::size_t i = 0; i < spots && !pin->seen; ++i) stands(*pin, i % high, i / high);
    }
    put_pins(all, lowest);
  }

  /// Those that have no room stand, unseen, where "+n" says how many they are. While one of them fires it
  /// comes out of there and is seen beside it, where it is in nobody's way.
  void put_pins(const std::vector<Pin>& pins, float lowest) {
    ImVec2 rightmost(p_.reactor.left, lowest);
    for (const Pin& pin : pins) {
      if (pin.seen && pin.at.x > rightmost.x) rightmost = pin.at;
    }
    const float r = p_.timer_radius;
    // Beside the last column; further left where the room ends.
    const ImVec2 rest(std::min(rightmost.x + r * 2 + px(6), p_.reactor.right - r - px(4)), rightmost.y);
    const float above = rest.y - r - px(9);
    const ImVec2 way_out(rest.x, above - r >= p_.timers_top ? above : rest.y + r + px(9));
    std::size_t hidden = roll_.fired.size() + w_.timers.size() - pins.size();
    bool is_out = false;
    for (const Pin& pin : pins) {
      const TimerState& timer = pin.timer;
      const bool comes_out = !pin.seen && pin.has_fired && !std::exchange(is_out, true);
      const bool is_seen = pin.seen || comes_out;
      const ImVec2 at = pin.seen ? pin.at : comes_out ? way_out : rest;
      hidden += is_seen ? 0 : 1;
      if (is_seen)
        (pin.has_fired ? scene_.fired : scene_.posts).push_back({timer.id, timer.task, at, timer.deadline});
      const TaskState* task = w_.task(timer.task);
      if (task && task->status == TaskStatus::waiting)
        put(timer.task, at, r, Stand::timer, is_seen ? 1.0f : 0.0f);
    }
    if (hidden > 0) scene_.more.push_back({Stand::timer, rest, hidden});
  }

  /// Each source has a cell for as long as it is open; those that wait for it stand there.
  void sources() {
    away_.resize(w_.tasks.size() + 1);
    if (p_.source_rows == 0) return;
    const float r = p_.source_radius;
    std::size_t hidden = 0;
    const ImVec2 corner(p_.sources.right - px(12), p_.sources.bottom - px(9));
    for (const SourceState& source : w_.sources) {
      const Rect cell = p_.source_cell(source.place);
      const bool seen = cell.width() > 0;
      hidden += seen ? 0 : 1;
      Scene::SourcePost post{source.id, cell, {}, 0};
      // Two tokens leave room for words.
      const auto fits = static_cast<std::size_t>(
          std::clamp(std::floor((cell.width() - px(60)) / (r * 2 + px(4))), 1.0f, 3.0f));
      for (const Waiter& waiter : source.waiters) {
        const bool has_room = seen && post.waiting.size() < fits;
        const ImVec2 at(cell.left + px(5) + r + (r * 2 + px(4)) * static_cast<float>(post.waiting.size()),
                        cell.centre().y);
        if (has_room) post.waiting.push_back(waiter.task);
        if (!may_stand_elsewhere(waiter.task)) continue;
        away_[raw(waiter.task)] = true;
        put(waiter.task,
            has_room ? at
            : seen   ? cell.centre()
                     : corner,
            r, Stand::source, has_room ? 1.0f : 0.0f);
      }
      const auto tokens = static_cast<float>(std::max<std::size_t>(post.waiting.size(), 1));
      post.words = cell.left + px(5) + (r * 2 + px(4)) * tokens + px(4);
      if (seen) scene_.sources.push_back(std::move(post));
    }
    if (hidden > 0) scene_.more.push_back({Stand::source, corner, hidden});
  }

  /// Whether a task has nothing in the reactor so far: neither a timer nor a source.
  bool may_stand_elsewhere(TaskId task) const { return roll_.is_untimed(task) && !away_[raw(task)]; }

  /// What tasks share has a card each, and those that wait for it stand in its line; tasks that wait for one
  /// another stand on a ring instead.
  void resources() {
    if (p_.card_rows == 0) return;
    scene_.ring = lay_out_ring(p_, scale_, w_, roll_.cycle);
    if (!scene_.ring.cycle.empty()) {
      for (std::size_t i = 0; i < scene_.ring.cycle.size(); ++i) {
        // At the end of a run they are dropped one after the other, and the ring is what is left of them.
        const TaskState* task = w_.task(scene_.ring.cycle[i].task);
        if (task && task->status == TaskStatus::waiting)
          put_in_line(task->id, scene_.ring.at(static_cast<float>(i)), scene_.ring.radius, true);
      }
      return;
    }
    const std::vector<const ResourceState*> shown = with_a_card(w_, p_.card_rows, p_.all_have_cards, seats_);
    scene_.hidden_resources = w_.resources.size();
    for (std::size_t i = 0; i < shown.size(); ++i) {
      if (!shown[i]) continue;
      --scene_.hidden_resources;
      ResourcePost post = lay_out_card(*shown[i], p_.card(i), p_, scale_);
      for (const ResourcePost::Place& place : post.waiting)
        stand_in_line(place.task, place.at, post.radius, true);
      for (const Waiter& waiter : shown[i]->waiters)
        stand_in_line(waiter.task, post.thing.centre(), post.radius, false);
      scene_.resources.push_back(std::move(post));
    }
  }
  void stand_in_line(TaskId id, ImVec2 at, float radius, bool seen) {
    if (may_stand_elsewhere(id)) put_in_line(id, at, radius, seen);
  }
  void put_in_line(TaskId id, ImVec2 at, float radius, bool seen) {
    away_[raw(id)] = true;
    put(id, at, radius, Stand::waiting, seen ? 1.0f : 0.0f);
  }

  void waiting() {
    std::vector<WaitingRow> rows;
    std::size_t count = 0;
    // Of a crowd there are never so many rows to see.
    const std::size_t most = is_crowd() ? 256 : w_.tasks.size() + w_.unpolled.size();
    for (const TaskId id : roll_.untimed) {
      if (away_[raw(id)]) continue;
      if (++count > most) continue;
      const TaskState& task = *w_.task(id);
      rows.push_back({id, task.awaits.empty() ? Await{} : task.awaits.back(), FutureId::none, {}, 0});
    }
    for (const FutureId future : w_.unpolled) {
      if (rows.size() == most) break;
      rows.push_back({TaskId::none, {}, future, {}, 0});
    }
    count += w_.unpolled.size();

    const float r = p_.row_radius;
    const float step = r * 2 + px(6);
    const float top = p_.rows_top + r;
    auto fits = static_cast<std::size_t>(std::max(1.0f, std::floor((p_.waiting.bottom - top + r) / step)));
    if (count > fits && fits > 1) --fits;
    // How many more there are stands below the last row, or beside the only one.
    const bool beside = fits == 1 && count > 1 && top + step + px(8) > p_.waiting.bottom;
    const float words = beside ? px(58) : 0;
    const float x = p_.waiting.left + px(12) + r;
    const std::vector<std::size_t> places = row_places(rows, fits);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      WaitingRow& row = rows[i];
      const bool is_seen = places[i] < fits;
      row.at = {x, top + step * static_cast<float>(std::min(places[i], beside ? 0 : fits))};
      row.width = p_.waiting.right - px(8) - words - (x + r + px(8));
      if (row.task != TaskId::none) put(row.task, row.at, r, Stand::waiting, is_seen ? 1.0f : 0.0f);
      if (is_seen) scene_.rows.push_back(row);
    }
    if (count > fits) {
      const ImVec2 at = beside ? ImVec2(p_.waiting.right - px(36), top)
                               : ImVec2(x + px(10), top + step * static_cast<float>(fits) - px(4));
      scene_.more.push_back({Stand::waiting, at, count - fits});
    }
  }

  /// Each row's place from the top; `fits` for those that have no room. Each has its own for the whole run
  /// while there is room for that; the others go where there is room, from a place that is theirs on.
  std::vector<std::size_t> row_places(const std::vector<WaitingRow>& rows, std::size_t fits) const {
    std::vector<std::size_t> places(rows.size(), fits);
    std::vector<bool> taken(fits);
    const auto seat = [&](const WaitingRow& row) {
      return std::size_t{row.task != TaskId::none ? seats_.of(row.task) : seats_.of(row.unpolled)};
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::size_t own = seat(rows[i]);
      if (own >= fits || taken[own]) continue;
      places[i] = own;
      taken[own] = true;
    }
    std::size_t left = static_cast<std::size_t>(std::ranges::count(taken, false));
    for (std::size_t i = 0; i < rows.size() && left > 0; ++i) {
      if (places[i] < fits) continue;
      const std::size_t own = seat(rows[i]);
      std::size_t at = (own != Seats::none ? own : raw(rows[i].task) + raw(rows[i].unpolled) - 1) % fits;
      while (taken[at]) at = (at + 1) % fits;
      places[i] = at;
      taken[at] = true;
      --left;
    }
    return places;
  }

  void done() {
    const float r = p_.radius * 0.72f;
    const float step = r * 2 + px(14);
    const float left = p_.done.left + px(70);
    auto fits = static_cast<std::size_t>(std::max(1.0f, std::floor((p_.done.right - left) / step)));
    if (roll_.done > fits && fits > 1) --fits;
    // The latest are shown; the first ones are counted.
    const std::vector<TaskId>& last = roll_.last_done;
    fits = std::min(fits, last.size());
    const std::size_t hidden = roll_.done - std::min(roll_.done, fits);
    const std::size_t unseen = last.size() - fits;
    const auto slot = [&](std::size_t i) {
      return ImVec2(left + r + step * static_cast<float>(i), p_.done.centre().y);
    };
    for (std::size_t i = is_crowd() ? unseen : 0; i < last.size(); ++i) {
      const bool seen = i >= unseen;
      put(last[i], slot(!seen ? 0 : i - unseen + (hidden > 0 ? 1 : 0)), r, Stand::done, seen ? 1.0f : 0.0f);
    }
    if (hidden > 0) scene_.more.push_back({Stand::done, slot(0), hidden});
  }

  const LoopPlaces& p_;
  float scale_;
  const World& w_;
  const RollCall& roll_;
  const Seats& seats_;
  Instant now_;
  Scene scene_;
  std::vector<bool> away_;  // by task: whether it stands at a source or in a line, not in the waiting room
};

/// The workers take from the room of those that wait, but leave them half of it, and two rows, or one where
/// that is little. Where not even that is left there is no place for the workers.
void arrange_workers(LoopPlaces& p, float scale, std::size_t workers) {
  const float gap = (p.tight ? 4.0f : 8.0f) * scale;
  const float margin = p.title + 4 * scale;
  const float waits = p.radius * 1.56f + 6 * scale;
  p.worker_row = (p.tight ? 18.0f : 23.0f) * scale;
  const auto rows_beside = [&](float waiting) {
    const float most = std::min(p.waiting.height() * 0.55f, p.waiting.height() - gap - margin - waiting);
    return std::floor((most - margin) / p.worker_row);
  };
  float fits = rows_beside(waits * 2);  // and how many more there are
  if (fits < 1) fits = std::min(rows_beside(waits), 2.0f);
  if (fits < 1) return;
  p.worker_rows = std::min(workers, static_cast<std::size_t>(fits));
  p.workers = p.waiting.take_bottom(margin + p.worker_row * static_cast<float>(p.worker_rows));
  p.waiting.take_bottom(gap);
}

}  // namespace

float LoopPlaces::timer_x(Duration left) const {
  const bool late = left < Duration::zero();
  const double t = static_cast<double>(left.count()) / (late ? late_span_ns : span_ns);
  const float x = now_x + static_cast<float>(t) * (late ? now_x - late_x : axis_end_x - now_x);
  return std::clamp(x, late_x, axis_end_x);
}

Duration LoopPlaces::standing_place(Duration left) const {
  if (left >= Duration::zero()) return left;
  constexpr double hurry = 4;
  const double edge = static_cast<double>(now_x - late_x) * ns_a_pixel();
  const double late = static_cast<double>(-left.count()) / late_span_ns * (columns > 1 ? hurry : 1.0);
  return Duration(-static_cast<std::int64_t>(edge * std::min(late, 1.0)));
}

Rect LoopPlaces::source_cell(std::size_t place) const {
  const auto across = static_cast<std::size_t>(source_columns);
  if (across == 0 || place >= across * static_cast<std::size_t>(source_rows)) return {};
  const float width = sources.width() / static_cast<float>(source_columns);
  const float height = sources.height() / static_cast<float>(source_rows);
  const float left = sources.left + width * static_cast<float>(place % across);
  const float top = sources.top + height * static_cast<float>(place / across);
  return {left, top, left + width, top + height};
}

const Standing* Scene::of(TaskId task) const {
  if (raw(task) >= 1 && raw(task) <= tasks.size()) return &tasks[raw(task) - 1];
  const auto known = placed.find(task);
  return known == placed.end() ? nullptr : &known->second;
}

LoopPlaces arrange_places(const Rect& room, float scale, const LoopNeeds& needs) {
  const auto px = [&](float units) { return units * scale; };
  LoopPlaces p;
  // Little room is first taken from the space between things, then from the things.
  p.tight = room.height() < px(230);
  p.title = px(p.tight ? 21.0f : 26.0f);
  p.radius = std::clamp(std::min(room.height() / 17.0f, room.width() / 27.0f), px(10), px(34));
  p.slot_radius = p.radius * (p.tight ? 1.2f : 1.35f);
  Rect rest = room;
  p.done = rest.take_bottom(p.radius * 1.6f + px(p.tight ? 4.0f : 12.0f));
  rest.take_bottom(px(p.tight ? 4.0f : 8.0f));
  const float between = px(p.tight ? 15.0f : 22.0f);
  Rect upper =
      rest.take_top(std::max((rest.height() - between) * 0.42f, p.title + p.slot_radius * 2 + px(10)));
  rest.take_top(between);
  const float side = std::max(room.width() * 0.37f, px(150));
  const float across = px(p.tight ? 18.0f : 30.0f);
  const float way_back = px(p.tight ? 12.0f : 18.0f);
  p.executor = upper.take_right(side);
  upper.take_right(across);
  p.queue = upper;
  p.queue.left += way_back;
  // A line of tasks at what they share wants to be long; the reactor leaves it some of its room.
  const bool wide = needs.wide_waiting && room.width() >= px(520);
  p.waiting = rest.take_right(wide ? std::max(side, room.width() * 0.48f) : side);
  if (needs.workers > 0) arrange_workers(p, scale, needs.workers);
  arrange_cards(p, scale, needs);
  rest.take_right(across);
  p.reactor = rest;
  p.reactor.left += way_back;

  const float below_title = p.title * 0.8f;
  p.slot = {p.executor.left + px(14) + p.slot_radius, (p.executor.top + below_title + p.executor.bottom) / 2};
  // Names stand below the tokens: where few are ever ready at once they have more room.
  const float least_step = p.radius * 2 + px(8);
  p.belt_margin = px(14);
  const auto gaps = static_cast<float>(std::max<std::size_t>(needs.ready, 2) - 1);
  const float belt = p.queue.width() - p.radius - px(10);
  const float widest_step = std::min((belt - p.radius - p.belt_margin) / gaps, belt / (gaps + 0.5f));
  p.belt_step = std::clamp(widest_step, least_step, least_step + px(44));
  p.belt_y = (p.queue.top + below_title + p.queue.bottom) / 2 - px(p.tight ? 0.0f : 8.0f);
  p.axis_y = p.reactor.bottom - px(p.tight ? 23.0f : 26.0f);
  p.timers_top = p.reactor.top + p.title;
  // Where there is little room tasks wait for sources in the waiting room.
  if (const float left = p.axis_y - px(8) - p.timers_top; needs.sources > 0 && left >= px(84)) {
    p.source_radius = std::clamp(p.radius * 0.62f, px(8), std::max(px(8), left * 0.2f));
    const float height = std::max(p.source_radius * 2 + px(4), px(36));
    p.source_columns = std::max(1, static_cast<int>((p.reactor.width() - px(12)) / px(140)));
    const int wanted = static_cast<int>((needs.sources + static_cast<std::size_t>(p.source_columns) - 1) /
                                        static_cast<std::size_t>(p.source_columns));
    p.source_rows = std::clamp(wanted, 1, std::max(1, static_cast<int>(left * 0.6f / height)));
    p.sources = {p.reactor.left + px(6), p.timers_top, p.reactor.right - px(6),
                 p.timers_top + height * static_cast<float>(p.source_rows)};
    p.timers_top = p.sources.bottom + px(3);
  }
  // Those that are due at about the same time stand above each other; where they would be too small for that,
  // in columns beside each other, which take some of the axis from it.
  const float stack = p.axis_y - px(8) - p.timers_top;
  const auto timers = static_cast<float>(std::max<std::size_t>(needs.timers, 1));
  const auto fitting = [&](float rows) { return (stack / rows - px(3)) / 2; };
  const float least = std::min(px(9), stack / 2);
  const float largest = std::max(least, p.radius * 0.86f);
  const bool columns = timers > 4 && fitting(timers) < px(11);
  const float widest = columns ? std::max((p.reactor.width() * 0.55f - px(42)) / 13.3f, least) : largest;
  p.timer_radius =
      std::clamp(fitting(columns ? std::ceil(timers / 3) : timers), least, std::min(largest, widest));
  // Right of the last deadline there is room for the columns beside it, and for "+n".
  const float lift = std::max(p.timer_radius * 2 + px(3), px(3));
  const float high = std::max(1.0f, std::floor(stack / lift));
  const bool beside = timers > high;
  const int most_columns = std::clamp(static_cast<int>(p.reactor.width() * 0.36f / lift), 1, 3);
  p.columns = beside ? std::min(most_columns, static_cast<int>(std::ceil(timers / high))) : 1;
  const float across_columns =
      beside ? lift * static_cast<float>(p.columns - 1) + p.timer_radius * 2 + px(6) : 0;
  p.axis_end_x = p.reactor.right - std::max(p.radius + px(10), p.timer_radius + px(6) + across_columns);
  // Left of "now" there is room for those that are overdue.
  p.late_x = p.reactor.left + std::min(p.radius * 1.3f, p.timer_radius * 1.3f + px(10));
  const bool hides = timers > high * static_cast<float>(p.columns);
  const float overdue = beside ? p.late_x - p.reactor.left + lift * static_cast<float>(p.columns - 1) +
                                     p.timer_radius + px(8) + (hides ? p.timer_radius * 2 + px(4) : 0.0f)
                               : p.radius * 2.6f;
  p.now_x = p.reactor.left + std::max({p.reactor.width() * 0.19f, overdue,
                                       std::min(px(p.tight ? 60.0f : 104.0f), p.reactor.width() * 0.3f)});
  p.span_ns = round_up(std::max(static_cast<double>(needs.longest_wait.count()), 1.0));
  p.late_span_ns = std::max(static_cast<double>(p.now_x - p.late_x) * p.ns_a_pixel(),
                            static_cast<double>(needs.longest_late.count()));
  return p;
}

Scene arrange(const LoopPlaces& places, float scale, const World& world, const RollCall& roll,
              const Seats& seats, Instant now) {
  return Arrangement(places, scale, world, roll, seats, now).run();
}

}  // namespace loopglass
