// The timeline: a lane a task, below them one a worker thread, wakes as arrows, the playhead, and the whole
// run as a strip below.
//
// Where there are too many lanes, all of them are one picture of how densely things happen, until somebody
// looks at some of them closely.
//
// Its axis shows time, or events one by one: much can happen at one instant of the virtual clock.
#pragma once
#include <functional>
#include <optional>

#include "app/model/event_grid.hpp"
#include "app/model/lane_order.hpp"
#include "app/views/canvas.hpp"
#include "app/views/lane_field.hpp"
#include "app/views/stage.hpp"
#include "app/widgets/axis.hpp"

namespace loopglass {

class TimelineView {
 public:
  void draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);

  /// Forgets the zoom; for a new run.
  void reset();
  void toggle_axis() {
    by_time_ = !by_time_;
    chosen_ = true;
    axis_.show_all();
  }
  void show_all() { axis_.show_all(); }
  LaneOrder lane_order() const { return rows_.order(); }
  void set_lane_order(LaneOrder order) { rows_.choose(order); }
  /// Whether tasks that are over at the moment shown have no lane.
  bool hides_finished() const { return rows_.hides_finished(); }
  void hide_finished(bool hides) { rows_.hide_finished(hides); }
  void zoom(double factor) { zoom_wanted_ *= factor; }

  // Several timelines may share an axis. It is as long as that of the longest run. `in_order` says that only
  // the order of events tells them apart: the axis then shows that, unless a person chose otherwise.
  void share_range(Instant end, EventNumber events, bool in_order) {
    shared_end_ = end;
    shared_events_ = events;
    shows_order_ = in_order;
  }
  /// Shows the same stretch as another.
  void follow(const TimelineView& other) {
    axis_ = other.axis_;
    by_time_ = other.by_time_;
    chosen_ = other.chosen_;
    one_by_one_ = other.one_by_one_;
    if (rows_.order() != other.rows_.order()) rows_.choose(other.rows_.order());
  }
  bool shows_the_same(const TimelineView& other) const {
    return by_time_ == other.by_time_ && axis_.begin() == other.axis_.begin() &&
           axis_.end() == other.axis_.end();
  }
  /// How far its lanes are scrolled, in lanes: at 2.5 the middle of the third is the first that is seen.
  float first_lane() const { return first_lane_; }
  /// The first lane from there on that `is_wanted`, among those in sight; none if there is none.
  std::optional<std::size_t> lane_in_sight(const std::function<bool(TaskId)>& is_wanted) const;
  /// Where the lane of this task stands, from 0; none if it has none.
  std::optional<std::size_t> lane_of(TaskId task) const {
    const std::size_t row = rows_.row_of(task);
    return row < rows_.count() ? std::optional(row) : std::nullopt;
  }
  TaskId task_of(std::size_t lane) const { return rows_.task_at(lane); }
  /// Scrolls its lanes so far when it is drawn next, as far as it has any there.
  void scroll_to(float lane) { first_lane_wanted_ = lane; }
  bool is_told_to_scroll() const { return first_lane_wanted_.has_value(); }
  /// Whether the lane of what happens comes into sight by itself. Of several that are scrolled together only
  /// one does that.
  void set_leads(bool leads) { leads_ = leads; }
  /// Whether a click in it goes somewhere or selects something in this frame. What is seen of the lanes stays
  /// below the mouse then, here and in those that are scrolled with it.
  bool was_clicked() const { return clicked_; }
  void keep_lanes();
  /// Whether somebody clicks its title in this frame.
  bool is_chosen() const { return is_chosen_; }
  /// Takes as little height as it can: one of many.
  void set_compact(bool compact) { compact_ = compact; }
  /// Its lanes fill the height and are written large: for a projector. The strip below gives them its room.
  void set_large(bool large) { large_ = large; }
  /// Stands in the corner instead of what the axis shows. `longest` is the longest title of those that stand
  /// below one another: all have letters of one size.
  void set_title(std::string title, std::string longest) {
    title_ = std::move(title);
    longest_title_ = std::move(longest);
  }

 private:
  void follow_live(const Live& live);
  Rect scroll_thumb(const Rect& bar, float most) const;
  void drag_scroll_bar(const Rect& bar, float most);
  static std::size_t focused_lane(const Controls& controls);
  void draw_head(const Canvas& canvas, Rect head, Commands& commands);
  void draw_lanes_menu(const Canvas& canvas, const Rect& button, Commands& commands) const;
  void draw_all_lanes(const Canvas& canvas, const Rect& names, const Rect& field, float lane_height,
                      const Stage& stage, Commands& commands);

  Axis axis_;
  LaneRows rows_;
  EventGrid grid_;  // of the lanes that have more stretches than there are pixels
  bool by_time_ = true;
  bool chosen_ = false;  // a person chose the axis
  double zoom_wanted_ = 1.0;
  float scroll_ = 0;
  float first_lane_ = 0;
  float lanes_in_sight_ = 0;
  std::optional<float> first_lane_wanted_;
  float beyond_ = 0;  // pixels that it may be scrolled past its end, to stand as another one does
  bool leads_ = true;
  std::optional<std::size_t> warning_;  // the one that the mouse was on in the frame before
  Rect parting_;  // the words of where runs part, as they stood in the frame before; empty: nowhere
  bool dragging_ = false;
  bool panning_ = false;
  bool clicked_ = false;
  bool is_chosen_ = false;
  int keeps_until_ = -1;  // the number of the frame up to which no lane comes into sight by itself
  double followed_ = -1;
  Instant shared_end_{};
  EventNumber shared_events_ = 0;
  bool shows_order_ = false;  // unless a person chose the axis
  std::string title_;
  std::string longest_title_;
  bool compact_ = false;
  bool large_ = false;
  LaneField field_;  // all lanes as one picture, where there are too many
  LaneField strip_;
  bool one_by_one_ = false;  // lanes are drawn one by one all the same
  TaskId selected_{};        // the task whose lane was last brought into sight
  std::size_t focused_ = 0;  // and the lane that has the focus, from 1
};

}  // namespace loopglass
