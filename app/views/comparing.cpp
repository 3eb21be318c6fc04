#include "app/views/comparing.hpp"

#include <algorithm>
#include <utility>

namespace loopglass {

TaskId same_task(const Names& from, TaskId task, const Names& to) {
  if (task == TaskId::none || &from == &to) return task;
  const std::string& name = from.task(task);
  if (raw(task) <= to.task_count() && to.task(task) == name) return task;
  for (std::uint32_t id = 1; id <= to.task_count(); ++id) {
    if (to.task(static_cast<TaskId>(id)) == name) return static_cast<TaskId>(id);
  }
  return TaskId::none;
}

/// The same for the runs that are watched.
static TaskId same_task(const Viewing& from, TaskId task, const Viewing& to) {
  return same_task(from.run().chronicle().names(), task, to.run().chronicle().names());
}

void Comparing::open(std::vector<Order> others, const Viewing& main, TaskId selected) {
  selected_ = selected;
  others_.clear();
  found_.reset();
  figures_.clear();
  partings_.clear();
  held_.reset();
  parts_in_order_only_ = false;
  names_.clear();
  other_leads_ = false;
  for (Order& order : others) {
    order.position.reset();
    names_.push_back(names_of(main.run().order(), order).second);
    others_.push_back(std::make_unique<Other>());
    others_.back()->viewing.open(std::move(order));
    others_.back()->viewing.playback().pause();
  }
  names_.insert(names_.begin(), names_of(main.run().order(), others_.front()->viewing.run().order()).first);
}

void Comparing::leave(Viewing& main) {
  const Viewing& leads = leader(main);
  const bool has_moved = leads.place() != began_at_;
  const bool plays = leads.playback().is_playing();
  const bool was_judged = !figures_.empty();
  close();
  if (!was_judged) return;  // the main run has gone on by itself
  main.playback().pause();
  if (!has_moved) main.seek(left_at_);
  if (plays) main.playback().play(main.trace());
}

bool Comparing::is_over(const Viewing& main) const {
  return main.run().is_over() &&
         std::ranges::all_of(others_, [](const auto& other) { return other->viewing.run().is_over(); });
}

void Comparing::advance(Viewing& main, bool at_once) {
  for (const auto& other : others_) other->viewing.advance(at_once);
  if (is_on() && figures_.empty() && is_over(main)) judge(main);
}

/// All runs are over: finds what differs, and who leads.
void Comparing::judge(Viewing& main) {
  if (selected_ != TaskId::none) {
    for (const auto& other : others_) other->selection.task = same_task(main, selected_, other->viewing);
  }
  left_at_ = main.place();
  began_at_ = left_at_;
  if (others_.size() > 1) {
    for (std::size_t i = 0; i < count(); ++i)
      figures_.push_back(figures_of(viewing(main, i).run().chronicle()));
    return find_partings(main);
  }
  Viewing& other = others_.front()->viewing;
  found_ = compare(main.run(), other.run());
  figures_ = {found_->a, found_->b};
  find_partings(main);
  other_leads_ = found_->b.duration > found_->a.duration;
  if (!other_leads_) return;
  // It takes the place of the one that led so far.
  const Playback& before = main.playback();
  other.playback().set_speed(before.speed());
  other.playback().set_motion(before.has_motion());
  main.update(0);  // its moment may be from before it went there
  bring_in_step(main, other);
  began_at_ = other.place();
  if (before.is_playing()) other.playback().play(other.trace());
  main.playback().pause();
}

void Comparing::find_partings(const Viewing& main) {
  const Chronicle& first = main.run().chronicle();
  partings_.assign(count(), 0);
  bool differs_in_time = false;
  for (std::size_t i = 1; i < count(); ++i) {
    const Chronicle& other = others_[i - 1]->viewing.run().chronicle();
    const auto parted = found_ ? found_->divergence : first_divergence(first, other);
    if (!parted) continue;
    differs_in_time = differs_in_time || !same_times(first, other);
    if (parted->in_b) partings_[i] = parted->event;
    if (parted->in_a && (partings_[0] == 0 || parted->event < partings_[0])) partings_[0] = parted->event;
  }
  parts_in_order_only_ =
      !differs_in_time && std::ranges::any_of(partings_, [](EventNumber n) { return n > 0; });
}

/// Where the other one stands when one is at its event n, at this time or between that event and the next.
Position Comparing::place_beside(const Trace& one, EventNumber n, Instant time, const Trace& other) const {
  const EventNumber there = in_step(one, n, other, parted());
  if (n > 0 && (there == 0 || other[there].time() < time)) return time;
  return there;
}

/// Where `follows` does nothing at this time it stands between two of its events.
void Comparing::bring_in_step(const Viewing& leads, Viewing& follows) const {
  follows.seek(place_beside(leads.trace(), leads.playback().at(), leads.moment().time, follows.trace()));
}

Position Comparing::place_of_leader(Viewing& main, std::size_t i, EventNumber n) {
  const Trace& trace = viewing(main, i).trace();
  n = std::min(n, trace.size());
  return place_beside(trace, n, n > 0 ? trace[n].time() : Instant(), leader(main).trace());
}

void Comparing::hold(Viewing& main, std::size_t i, EventNumber event) {
  held_ = Held{i, event, leader(main).place()};
}

Viewing& Comparing::leader(Viewing& main) {
  return number_of_leader() == 1 ? others_.front()->viewing : main;
}

void Comparing::update(Viewing& main, double seconds) {
  leader(main).update(seconds);
  if (is_on()) follow(main);
}

void Comparing::follow(Viewing& main) {
  const Viewing& leads = leader(main);
  const EventNumber at = leads.playback().at();
  const std::optional<Divergence> parted = this->parted();
  if (held_ && leads.place() != held_->leader_is_at) held_.reset();
  for (std::size_t i = 0; i < count(); ++i) {
    Viewing& follows = viewing(main, i);
    if (&follows == &leads) continue;
    if (held_ && held_->run == i) {
      follows.seek(held_->event);
      follows.update(0);
      continue;
    }
    if (found_ && (!parted || at + 1 < parted->event)) {
      follows.stand_as(leads.playback());
      continue;
    }
    bring_in_step(leads, follows);
    follows.update(0);
  }
}

Stage Comparing::stage(Viewing& main, const Selection& selection, std::size_t i) {
  Stage stage = i == 0 ? main.stage(selection) : others_[i - 1]->viewing.stage(others_[i - 1]->selection);
  if (i < partings_.size()) stage.marked = partings_[i];
  stage.is_compared = is_on();
  return stage;
}

void Comparing::select(const Viewing& main, Selection& selection, std::size_t i, TaskId task) {
  const TaskId now = i == 0 ? selection.task : others_[i - 1]->selection.task;
  select_in_all(main, selection, i, now == task ? TaskId::none : task);
}

void Comparing::select_in_all(const Viewing& main, Selection& selection, std::size_t i, TaskId task) {
  const Viewing& from = i == 0 ? main : others_[i - 1]->viewing;
  selected_ = TaskId::none;
  selection = {.task = same_task(from, task, main), .hovered = selection.hovered};
  for (const auto& other : others_)
    other->selection = {.task = same_task(from, task, other->viewing), .hovered = other->selection.hovered};
}

void Comparing::ask(const Viewing& main, Selection& selection, std::size_t i, EventNumber event) {
  const Trace& trace = (i == 0 ? main : others_[i - 1]->viewing).trace();
  if (event == 0 || event > trace.size()) return;
  select_in_all(main, selection, i, trace[event].task);
  (i == 0 ? selection : others_[i - 1]->selection).asked = event;
}

std::optional<std::size_t> Comparing::asked_run(const Selection& selection) const {
  for (std::size_t i = 0; i < count(); ++i) {
    if (asked(selection, i) != 0) return i;
  }
  return std::nullopt;
}

EventNumber Comparing::asked(const Selection& selection, std::size_t i) const {
  return (i == 0 ? selection : others_[i - 1]->selection).asked;
}

void Comparing::hover(const Viewing& main, Selection& selection, std::size_t i, TaskId task) {
  const Viewing& from = i == 0 ? main : others_[i - 1]->viewing;
  selection.hovered = same_task(from, task, main);
  for (const auto& other : others_) other->selection.hovered = same_task(from, task, other->viewing);
}

}  // namespace loopglass
