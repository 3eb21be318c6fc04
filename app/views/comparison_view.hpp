// The window while runs are compared: two loops and two timelines that go in step on one axis, with what
// differs beside them; or, of more runs, a timeline and a line of figures each. While somebody asks why
// something happened in one of the runs, the answer stands in the place of what differs.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "app/session/screen_request.hpp"
#include "app/views/canvas.hpp"
#include "app/views/comparing.hpp"
#include "app/views/detail_view.hpp"
#include "app/views/timeline_view.hpp"

namespace loopglass {

class ComparisonView {
 public:
  /// Forgets what belongs to the runs that were compared.
  void reset() { timelines_.clear(); }
  /// Draws only this part, for pictures.
  void show_only(PictureView view) { view_ = view; }
  /// How the room is shared.
  void set_layout(const PanelLayout& layout) { layout_ = layout; }
  /// Whether the timelines leave out tasks that are over.
  void hide_finished(bool hides) { hides_finished_ = hides; }

  /// Draws into `room`. The commands of each run come back in its own list; `stages` has one a run.
  void draw(const Canvas& canvas, const Rect& room, const Comparing& comparing,
            const std::vector<Stage>& stages, std::vector<Commands>& commands) {
    draw(canvas, room, view_, comparing, stages, commands);
  }
  /// Only this part of it.
  void draw(const Canvas& canvas, const Rect& room, PictureView view, const Comparing& comparing,
            const std::vector<Stage>& stages, std::vector<Commands>& commands);

  /// The one whose axis all others share.
  TimelineView& timeline() { return timelines_.front(); }
  bool has_timeline() const { return !timelines_.empty(); }

 private:
  struct Drawn;
  void draw_pair(const Drawn& drawn, Rect room);
  void draw_pages(const Drawn& drawn, Rect room);
  void draw_many(const Drawn& drawn, Rect room);
  void draw_words(const Drawn& drawn, const Rect& room);
  void draw_answer(const Drawn& drawn, Rect room);
  void turn_to_answer(const Drawn& drawn);
  void draw_loops(const Drawn& drawn, Rect room) const;
  void draw_loop_of(const Drawn& drawn, const Rect& room, std::size_t i) const;
  static void leave_for(const Drawn& drawn, std::size_t i);
  static void draw_name_of(const Drawn& drawn, const Rect& head, std::size_t i);
  /// `wanted`: the word before the number; none: as there is room.
  static void draw_place_of(const Drawn& drawn, Rect& head, std::size_t i,
                            std::optional<std::string_view> wanted = std::nullopt);
  void draw_timelines(const Drawn& drawn, const Rect& room);
  static void draw_ends_of(const Drawn& drawn, Rect line, float from, std::size_t i);
  void draw_timeline_of(const Drawn& drawn, const Rect& room, std::size_t i);
  void scroll_others(const Drawn& drawn, std::size_t i);
  void share_axis(const Drawn& drawn);

  std::vector<TimelineView> timelines_;
  PanelLayout layout_;
  bool hides_finished_ = false;
  PictureView view_ = PictureView::all;
  DetailView details_;
  int page_ = 0;          // where there is room for one page alone
  int page_before_ = 0;   // where somebody asked
  bool answers_ = false;  // what the last frame told
};

}  // namespace loopglass
