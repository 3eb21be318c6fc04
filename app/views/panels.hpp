// The panels of the window and where they stand: all at once where there is room, else one page at a time.
#pragma once
#include <optional>
#include <vector>

#include "app/session/screen_request.hpp"
#include "app/views/bar_view.hpp"
#include "app/views/detail_view.hpp"
#include "app/views/log_view.hpp"
#include "app/views/panel_places.hpp"
#include "app/views/quiz_view.hpp"
#include "app/views/source_view.hpp"
#include "app/views/strip_view.hpp"
#include "app/views/timeline_view.hpp"

namespace loopglass {

class Panels {
 public:
  /// Borrows both; see BrowserView.
  Panels(const std::vector<Scenario>& scenarios, const std::set<std::string>& seen) : bar_(scenarios, seen) {}

  /// Draws only this part of the window, for pictures.
  void show_only(PictureView view) { view_ = view; }
  /// Forgets what belongs to the run that was shown.
  void reset() {
    timeline_.reset();
    log_.reset();
    quiz_.close();
    strip_.reset();
    end_search();
  }

  /// Which are shown, and how large.
  const PanelLayout& layout() const { return layout_; }
  void set_layout(const PanelLayout& layout) { layout_ = layout; }
  /// Returns false if it is the only one.
  bool toggle(Panel panel);
  void move(const command::MoveSplit& move);

  void draw(const Canvas& canvas, const Rect& window, const Stage& stage, Commands& commands);
  /// The bar at the top and the strip below it, alone; returns the room below it. Nothing where a picture
  /// shows a part of the window.
  Rect draw_bar(const Canvas& canvas, const Rect& window, const Stage& stage, Commands& commands);

  /// Whether the strip stands in the place of the bar, where there is little room.
  bool bar_is_hidden() const { return bar_is_hidden_; }
  BarView& bar() { return bar_; }
  TimelineView& timeline() { return timeline_; }
  QuizView& quiz() { return quiz_; }
  StripView& strip() { return strip_; }
  /// The log and the details of what is selected share a place: the one asked for last has it.
  /// Where one page is seen at a time, it is that one, if it is offered.
  void show_log(LogPage page);
  /// What is found is listed among the events. When the search is over, the place goes back to what it showed
  /// before, unless somebody chose a page of it meanwhile.
  void begin_search();
  void end_search();
  bool shows_figures() const;
  /// Shows a panel, if it was hidden; where one page is seen at a time, turns to its page.
  void turn_to(Panel panel);
  /// The page of warnings, and one of them with all that is to say about it.
  void read_warning(std::size_t warning) {
    log_.read(warning);
    show_log(LogPage::warnings);
  }
  /// A line of the scenario's source; where one page is seen at a time, it is that of the source.
  void show_line(int line) {
    source_.show(line);
    layout_.show(Panel::source);
    page_ = page_beside_ = source_page;
  }
  int marked_line() const { return source_.marked(); }
  void show_details() { details_in_front_ = details_are_new_ = true; }
  bool shows_details(const Selection& selection) const { return selection.asks() && details_in_front_; }

 private:
  static constexpr int source_page = 2;

  struct Place {
    LogPage log;
    bool shows_log;
    bool details_in_front;
    int page;
    int page_beside;
  };
  bool shows_events() const;
  PanelLayout shown_layout(const Stage& stage) const;
  std::vector<int> pages(const Stage& stage, const PagePlaces& places) const;
  int draw_tabs(const Canvas& canvas, Rect& room, const std::vector<int>& pages, int chosen,
                bool warned) const;
  void draw_wide(const Canvas& canvas, const Rect& rest, const Stage& stage, Commands& commands);
  void draw_paged(const Canvas& canvas, const Rect& rest, const Stage& stage, Commands& commands);
  void draw_lesson_or_quiz(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands,
                           bool folds = false);
  void draw_page(const Canvas& canvas, const Rect& room, const Stage& stage, int page, Commands& commands);

  BarView bar_;
  PanelLayout layout_;
  StripView strip_;
  TimelineView timeline_;
  SourceView source_;
  LogView log_;
  QuizView quiz_;
  DetailView details_;
  bool bar_is_hidden_ = false;
  bool lesson_is_whole_ = false;  // where it takes less by itself, to leave the source more
  PictureView view_ = PictureView::all;
  int page_ = 0;          // where there is room for one page alone
  int page_beside_ = 0;   // and where the loop stands beside it
  int wanted_page_ = -1;  // by a key since the last frame; -1: none
  int shown_page_ = -1;   // in the last frame; -1: all panels at once
  std::optional<Place> before_search_;
  bool details_in_front_ = false;
  bool details_are_new_ = false;  // asked for since the last frame
};

}  // namespace loopglass
