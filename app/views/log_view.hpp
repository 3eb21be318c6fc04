// What the run has said so far: its output, its events, its warnings; one of them at a time.
#pragma once
#include <optional>
#include <string>

#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"
#include "app/widgets/long_list.hpp"

namespace loopglass {

/// How many warnings are certain at the moment shown.
std::size_t warnings_so_far(const Stage& stage);

class LogView {
 public:
  void draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands);
  /// One page only, without the row of tabs.
  void draw_page(const Canvas& canvas, const Rect& room, const Stage& stage, LogPage page,
                 Commands& commands);

  LogPage page() const { return page_; }
  void show(LogPage page) { page_ = page; }
  /// A warning by its place among those of the run: it says all there is to say.
  void read(std::size_t warning) {
    open_warning_ = warning + 1;
    is_new_ = true;
  }
  /// Forgets what belongs to the run that was shown.
  void reset() {
    open_warning_ = 0;
    listed_.reset();
  }

 private:
  void draw_output(const Canvas& canvas, const Stage& stage, Commands& commands);
  void draw_events(const Canvas& canvas, const Stage& stage, Commands& commands);
  void draw_warnings(const Canvas& canvas, const Stage& stage, Commands& commands);

  LogPage page_ = LogPage::output;
  bool figures_by_time_ = false;  // else by events: much happens at one instant of the virtual clock
  EventNumber followed_output_ = 0;
  EventNumber followed_event_ = 0;
  LongList list_;                      // of events
  std::optional<std::string> listed_;  // the words that the listed events were found by; none: nothing yet
  std::size_t open_warning_ = 0;       // the one that says more, from 1; 0: none
  bool is_new_ = false;                // it was not drawn yet
  std::optional<std::string> remedy_;  // the variant that does without it
};

}  // namespace loopglass
