// The whole window: it owns what is watched and the panels, and carries out the commands that the views and
// the keyboard return.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/platform/frontend.hpp"
#include "app/session/run_reader.hpp"
#include "app/views/acts_view.hpp"
#include "app/views/comparing.hpp"
#include "app/views/comparison_view.hpp"
#include "app/views/focus.hpp"
#include "app/views/help_view.hpp"
#include "app/views/jumping.hpp"
#include "app/views/laser.hpp"
#include "app/views/memory_file.hpp"
#include "app/views/palette_view.hpp"
#include "app/views/panels.hpp"
#include "app/views/presenter.hpp"
#include "app/views/report.hpp"
#include "app/views/toast.hpp"
#include "app/views/tour.hpp"
#include "app/views/viewing.hpp"

namespace loopglass {

class Workbench final : public platform::Frontend {
 public:
  /// Borrows the scenarios. Precondition: there is at least one.
  explicit Workbench(const std::vector<Scenario>& scenarios);

  /// Goes on as the last session ended, and keeps in the file what the next one should know: whenever it
  /// changes, and with the moment shown at keep(). Call it before open(). What it returns says how the window
  /// should look, and what was open.
  Remembered recall(MemoryFile file);
  void keep();

  /// The controls of the last frame.
  const Controls& controls() const { return controls_; }

  /// Starts another run; at the order's position it stands still, without one it plays from the start. On the
  /// real clock it is live; where that cannot be had, it says so and takes the virtual one. A live run that
  /// is watched ends first, and is waited for while the window goes on.
  void open(Order order, ClockKind clock = ClockKind::virtual_time);
  /// Starts a live run with the first frame, so that its beginning is seen.
  void open_live(Order order);
  /// Shows a run that was recorded. `name` is what it is called in words, a file's name; empty: nothing is
  /// said.
  void open(Recorded recorded, std::string_view name);
  /// Reads a saved run, while the window goes on, and shows it.
  void open_file(std::string path);
  /// Shows the tour to whom has never been here. Call it after open().
  void welcome();
  /// Sets these runs beside the one that is open. Precondition: there is at least one.
  void compare_with(std::vector<Order> others);
  /// Draws only this part of the window, for pictures.
  void show_only(PictureView view) {
    panels_.show_only(view);
    comparison_.show_only(view);
  }
  /// Shows the details of the task with this name or letter, or of what tasks share; whether the run has it
  /// so far.
  bool ask_about(std::string_view task);
  /// Writes what the window shows to a file whenever it changes; see WindowReport.
  void report_to(const std::string& path) { report_ = std::make_unique<WindowReport>(path); }

  // For films.
  void play(double speed);
  void stand_at(const Position& position);
  bool is_playing() { return leader().playback().is_playing(); }
  EventNumber shown_event() { return leader().playback().at(); }

  /// Opens a saved run; of several files the first.
  void dropped(std::vector<std::string> paths) override;

  platform::Redraw frame(const platform::FrameInput& input, platform::Surface& surface) override;

 private:
  void draw(const Canvas& canvas, const Rect& window, Commands& commands, std::vector<Commands>& of_runs);
  void carry_out(const Command& command, platform::Surface& surface);
  void carry_out_of_run(std::size_t i, const Command& command, platform::Surface& surface);
  bool ends_first(std::function<void()> then);
  void start(Order order, ClockKind clock);
  void toggle_live();
  void tell_end_of_live_run();
  bool is_too_early_to_compare();
  void seek(const command::Seek& there);
  void seek_end();
  void leave();
  void open_recipe(const Recipe& recipe);
  void open_or_say_why(const Result<Order, Complaint>& order);
  void open_next_variant();
  std::optional<Recipe> next_variant() const;
  void compare_with(const std::vector<Recipe>& others);
  void toggle_compare();
  Viewing& leader() { return comparing_.leader(viewing_); }
  bool can_be_acted_on(std::size_t i);
  void interfere(std::size_t i, const Act& act);
  void open_branch(const Order& order);
  void watch_branch(const Order& branch, const Order& before);
  void undo_deed();
  void redo_deed();
  void leave_misfit();
  void open(std::unique_ptr<Run> recorded, std::string_view name);
  void follow_reading();
  void stop_reading();
  void show_acts(std::size_t i, TaskId task);
  TimelineView& timeline();
  void select(TaskId task);
  void select(ResourceId resource);
  void ask(std::size_t i, EventNumber event);
  void read_warning(std::size_t which);
  void step_cause(int direction);
  void copy_recipe(platform::Surface& surface);
  void paste_recipe(const platform::Surface& surface);
  void start_tour();
  void show_tour_step();
  void end_tour();
  void toggle_quiz();
  void show_question();
  TaskId task_to_run_to() const;
  void toggle_breakpoint_here(platform::Surface& surface);
  void note_bookmark();
  void close_strip();
  void go_on(double seconds);
  void wait_while_choosing();
  void see_to_tips();
  void remember();
  void toggle_panel(Panel panel);
  void toggle_presenter(platform::Surface& surface);
  void leave_presenter(platform::Surface& surface);
  void draw_presented(const Canvas& canvas, const Rect& window, Commands& commands,
                      std::vector<Commands>& of_runs);
  std::string title_in_short();
  std::vector<WindowReport::Field> look_fields();
  std::string quiz_text();
  std::vector<WindowReport::Field> waypoint_fields();
  void write_report(const platform::Surface& surface);

  const std::vector<Scenario>& scenarios_;
  Remembered remembered_;
  Remembered kept_;  // what the file has
  std::optional<MemoryFile> memory_;
  Viewing viewing_;
  Selection selection_;
  Controls controls_;
  Panels panels_;
  std::unique_ptr<RunReader> reader_;  // while a file is read
  Jumping jumping_;
  Comparing comparing_;
  ComparisonView comparison_;
  ActMenu acts_;
  PaletteView palette_;
  Presenter presenter_;
  Laser laser_;
  Focus focus_;
  std::function<void()> next_;     // once the live run that is watched has ended
  std::optional<Order> fallback_;  // what was watched before, if the branch that is watched cannot be
  std::vector<Order> undone_;      // branches that were left by undoing, the last at the back
  HelpView help_;
  Tour tour_;
  Position before_tour_;  // where the viewer was, and whether it played
  bool played_before_tour_ = false;
  bool is_first_time_ = false;     // nobody has been here before
  bool menu_was_open_ = false;     // in the last frame
  std::uint64_t inputs_ = 0;       // keys, clicks and turns of the wheel up to this frame
  std::uint64_t seen_inputs_ = 0;  // and up to the frame before: the window shows what came of them
  bool was_live_ = false;          // the run that is watched, in the last frame
  bool was_choosing_ = false;      // a scenario, in the last frame
  bool waits_ = false;             // it played before that, and goes on if nothing is chosen
  Toast toast_;
  std::unique_ptr<WindowReport> report_;
};

}  // namespace loopglass
