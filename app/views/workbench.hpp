// The whole window: it owns the run that is watched and the playback, lays the panels out, and carries out
// the commands that the views return.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/platform/frontend.hpp"
#include "app/session/run.hpp"
#include "app/session/screen_request.hpp"
#include "app/views/bar_view.hpp"
#include "app/views/log_view.hpp"
#include "app/views/report.hpp"
#include "app/views/source_view.hpp"
#include "app/views/timeline_view.hpp"

namespace loopglass {

class Workbench final : public platform::Frontend {
 public:
  /// Borrows the scenarios. Precondition: there is at least one.
  explicit Workbench(const std::vector<Scenario>& scenarios);

  /// Starts another run; at the order's position it stands still, without one it plays from the start.
  void open(Order order);
  /// Draws only this part of the window, for pictures.
  void show_only(PictureView view) { view_ = view; }
  /// Writes what the window shows to a file whenever it changes; see Report.
  void report_to(const std::string& path) { report_ = std::make_unique<Report>(path); }

  platform::Redraw frame(const platform::FrameInput& input, platform::Surface& surface) override;

 private:
  void advance(bool at_once);
  void seek(const Position& position);
  void scan(const Event& event);
  void update_moment();
  void take_keys(platform::Surface& surface, Commands& commands);
  void carry_out(const Command& command, platform::Surface& surface);
  void open_recipe(const Recipe& recipe);
  void next_variant(Commands& commands) const;
  void draw(const Canvas& canvas, const Rect& window, const Stage& stage, Commands& commands);
  static float timeline_height(const Canvas& canvas, float room, const Stage& stage);
  void draw_wide(const Canvas& canvas, Rect rest, const Stage& stage, Commands& commands);
  void draw_paged(const Canvas& canvas, Rect rest, const Stage& stage, Commands& commands);
  void draw_page(const Canvas& canvas, const Rect& room, const Stage& stage, int page, Commands& commands);
  void draw_toast(const Canvas& canvas, const Rect& window);

  const std::vector<Scenario>& scenarios_;
  std::unique_ptr<Run> run_;
  Playback playback_;
  Moment moment_;
  bool moment_is_stale_ = true;
  Selection selection_;
  std::optional<Position> wanted_;  // a place in a run that is still being recorded
  Duration longest_wait_{};
  EventNumber scanned_ = 0;
  std::size_t timers_ = 0;
  std::size_t most_timers_ = 0;

  Controls controls_;
  BarView bar_;
  TimelineView timeline_;
  SourceView source_;
  LogView log_;
  PictureView view_ = PictureView::all;
  int page_ = 0;         // where there is room for one page alone
  int page_beside_ = 0;  // and where the loop stands beside it
  bool help_ = false;
  std::string toast_;
  double toast_until_ = 0;
  std::unique_ptr<Report> report_;
};

}  // namespace loopglass
