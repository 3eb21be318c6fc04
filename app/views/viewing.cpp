#include "app/views/viewing.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace loopglass {

namespace {

/// A live run that has recorded more is stopped, if its recipe does not say otherwise: half a gigabyte, and
/// as much again to find one's way in it.
constexpr EventNumber most_live_events = 20'000'000;

// So many events a frame, so that a very long run does not hold it up.
constexpr EventNumber most_counted = 400'000;
constexpr EventNumber most_explained = 100'000;

/// Worlds that are sought are made in memory that others were in before. Of a large run that is asked for
/// here, so that the first jumps take no longer than those that follow.
void make_room_for_worlds(Chronicle& run) {
  const EventNumber size = run.latest().position;
  for (const EventNumber n : {size, size / 2}) run.at(n);
}

}  // namespace

void Moment::show(World from, const World& to, EventNumber number) {
  before = std::move(from);
  after = to;
  at = number;
  roll_before.forget();
  roll_after.forget();
  scene_before.forget();
  scene_after.forget();
  badges.forget();
}

void Viewing::open(Order order, ClockKind clock) {
  if (clock == ClockKind::virtual_time) return open(std::make_unique<Run>(std::move(order)));
  const EventNumber most = order.most_events.value_or(most_live_events);
  open(std::make_unique<Run>(std::move(order),
                             Run::Options{.clock = clock, .most_events = most, .on_own_thread = true}));
}

void Viewing::open(std::unique_ptr<Run> run) {
  wanted_ = run->order().position;
  const bool stands_still = wanted_.has_value();
  run_ = std::move(run);
  notes_ = std::make_unique<Notes>(*run_->order().scenario, run_->order().settings.variant);
  questions_.clear();
  posed_ = false;
  told_full_ = false;
  moment_is_stale_ = true;
  longest_wait_ = {};
  sources_ = most_sources_ = 0;
  scanned_ = 0;
  causes_ = {};
  wants_causes_ = false;
  queue_ = {};
  wants_last_deed_ = false;
  left_ = {};
  waypoints_ = {};
  playback_.pause();
  playback_.seek(trace(), EventNumber{0});
  advance(false);
  if (!stands_still) playback_.play(trace());
}

void Viewing::advance(bool at_once) {
  const bool followed = follows();
  const auto stop = std::chrono::steady_clock::now() + std::chrono::milliseconds(4);
  while (!run_->is_over() && (at_once || std::chrono::steady_clock::now() < stop)) {
    if (run_->is_live() && !run_->has_news()) break;
    run_->advance(64);
  }
  if (run_->is_live()) live_now_ = run_->live_now();
  if (followed && !run_->is_live()) {
    playback_.follow(trace());
    playback_.pause();
  }
  for (; scanned_ < trace().size(); ++scanned_) scan(trace()[scanned_ + 1]);
  notes_->catch_up(trace(), run_->chronicle().names());
  if (run_->is_over() && !std::exchange(posed_, true)) {
    questions_ = pose(*run_->order().scenario, run_->order().settings.variant, run_->chronicle());
    make_room_for_worlds(run_->chronicle());
    moment_is_stale_ = true;
  }
  if (wants_last_deed_ && run_->deeds_done() == run_->order().deeds.size()) {
    wants_last_deed_ = false;
    seek(run_->last_deed());
  }
  if (!wanted_) return;
  const bool reached = std::holds_alternative<EventNumber>(*wanted_)
                           ? trace().size() >= std::get<EventNumber>(*wanted_)
                           : run_->chronicle().latest().now > std::get<Instant>(*wanted_);
  if (reached || run_->is_over()) seek(*std::exchange(wanted_, std::nullopt));
}

bool Viewing::has_become_full() { return run_->was_full() && !std::exchange(told_full_, true); }

/// Learns how much room the reactor's axis and its sources need.
void Viewing::scan(const Event& event) {
  const auto reach = [&] {
    longest_wait_ = std::max(longest_wait_, Duration(static_cast<std::int64_t>(event.value) - event.time_ns));
  };
  switch (event.kind) {
    case EventKind::timer_set:
    case EventKind::packet_sent: reach(); break;
    case EventKind::interfered:
      if (static_cast<Interference>(event.detail) == Interference::delay && event.extra == 0) reach();
      break;
    case EventKind::source_opened: most_sources_ = std::max(most_sources_, ++sources_); break;
    case EventKind::source_closed: --sources_; break;
    default: break;
  }
}

void Viewing::update(double seconds) {
  playback_.stop_at(waypoints_.breakpoints.next(playback_.at()));
  if (follows()) {
    playback_.follow(trace());
    if (follows()) left_ = {playback_.at(), live_now_};
  } else {
    playback_.update(trace(), seconds, run_->is_over());
    if (playback_.at() != left_.at) left_ = {};
  }
  update_moment();
}

void Viewing::seek(const Position& position) {
  std::visit([&](auto place) { playback_.seek(trace(), place); }, position);
}

void Viewing::jump(const Position& position) {
  waypoints_.trail.leave(place());
  playback_.pause();
  seek(position);
}

bool Viewing::revisit(int direction) {
  const Position here = place();
  const auto there = direction < 0 ? waypoints_.trail.back(here) : waypoints_.trail.forward(here);
  if (!there) return false;
  playback_.pause();
  seek(*there);
  return true;
}

Position Viewing::place() const {
  const EventNumber at = playback_.at();
  if (playback_.flow() == 0.0 || at >= trace().size()) return at;
  const Instant begin = at > 0 ? trace()[at].time() : Instant();
  const Duration to_next = trace()[at + 1].time() - begin;
  const Duration passed(std::llround(static_cast<double>(to_next.count()) * playback_.flow()));
  if (passed <= Duration::zero() || passed >= to_next) return at;
  const Instant rounded = std::chrono::floor<std::chrono::microseconds>(begin + passed);
  return rounded > begin ? rounded : begin + passed;
}

void Viewing::stand_as(const Playback& other) {
  playback_ = other;
  update_moment();
}

void Viewing::update_moment() {
  const EventNumber at = playback_.at();
  Chronicle& chronicle = run_->chronicle();
  if (moment_is_stale_ || moment_.at != at) {
    World before = at > 0 ? chronicle.at(at - 1) : World{};
    moment_.show(std::move(before), chronicle.at(at), at);
    moment_is_stale_ = false;
  }
  moment_.event = at > 0 ? &trace()[at] : nullptr;
  moment_.movement = playback_.movement();
  moment_.time = moment_.after.now;
  if (follows()) {
    moment_.time = std::max(moment_.time, live_now_);
  } else if (left_.at == at && playback_.flow() == 0.0 && (run_->is_live() || at < trace().size())) {
    // The picture stopped here, when nothing had happened for a while.
    const Instant most = at < trace().size() ? trace()[at + 1].time() : left_.time;
    moment_.time = std::max(moment_.time, std::min(left_.time, most));
  } else if (at < trace().size()) {
    const Duration to_next = trace()[at + 1].time() - moment_.time;
    moment_.time +=
        Duration(static_cast<std::int64_t>(static_cast<double>(to_next.count()) * playback_.flow()));
  }
}

bool Viewing::knows_causes() {
  wants_causes_ = true;
  causes_.follow(trace(), most_explained);
  return causes_.known() == trace().size();
}

EventNumber Viewing::step_cause(EventNumber asked, int direction) {
  const EventNumber at = playback_.at();
  const std::vector<EventNumber> way = causes_.chain(asked, trace().size());
  const auto here = std::ranges::find(way, at);
  const bool on_the_way = here != way.end();
  EventNumber to = 0;
  if (direction < 0) {
    to = causes_.cause_of(at);
  } else if (on_the_way && here != way.begin()) {
    to = *(here - 1);
  } else {
    to = causes_.next_effect(at, trace());
  }
  if (to == 0) return 0;
  jump(to);
  if (on_the_way && (direction < 0 || here != way.begin())) return asked;
  return direction < 0 ? at : to;
}

Stage Viewing::stage(const Selection& selection, bool figures) {
  counts_ = figures || selection.asks();
  if (counts_) queue_.follow(trace(), most_counted);
  wants_causes_ = selection.asks() || (wants_causes_ && causes_.known() < trace().size());
  if (wants_causes_) causes_.follow(trace(), most_explained);
  Stage stage{run_->order(), run_->chronicle(), moment_,    playback_,  selection,       causes_,
              queue_,        *notes_,           questions_, waypoints_, run_->is_over(), longest_wait_,
              most_sources_};
  if (run_->is_live()) stage.live = Live{live_now_, run_->recorded(), follows()};
  return stage;
}

}  // namespace loopglass
