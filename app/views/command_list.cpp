#include "app/views/command_list.hpp"

#include "app/model/lane_order.hpp"
#include "app/views/key_list.hpp"
#include "app/views/task_token.hpp"
#include "app/views/words.hpp"

namespace loopglass {
namespace {

class List {
 public:
  explicit List(const PaletteContext& context) : x_(context), s_(context.stage) {}

  std::vector<NamedCommand> all() {
    transport();
    moments();
    questions();
    pictures();
    window();
    tasks();
    scenarios();
    return std::move(all_);
  }

 private:
  /// `key` names a line of the list of keys, and which of its keys is meant.
  struct Key {
    std::string_view id;
    std::size_t which = 0;
  };
  void add(std::string words, Key key, Command command, std::string detail = "") {
    all_.push_back(
        {std::move(words), std::string(key_of(key.id, key.which)), std::move(detail), std::move(command)});
  }

  void transport() {
    using namespace command;
    add(s_.playback.is_playing() ? "Pause" : "Play", {"play"}, TogglePlay{});
    add("One event on", {"event"}, StepEvent{1});
    add("One event back", {"event", 1}, StepEvent{-1});
    add("One poll on", {"poll"}, StepPoll{1});
    add("One poll back", {"poll", 1}, StepPoll{-1});
    add("To the start", {"ends"}, Seek{EventNumber{0}});
    add("To the end", {"ends", 1}, SeekEnd{});
    add("Faster", {"speed"}, SetSpeed{next_speed(s_.playback.speed(), 1)});
    add("Slower", {"speed", 1}, SetSpeed{next_speed(s_.playback.speed(), -1)});
    add("Start the run again", {"restart"}, Restart{});
    add("Run on the real clock, or end that run", {"live"}, ToggleLive{}, "live");
  }

  void moments() {
    using namespace command;
    add("Next event of the task", {"run_to_task"}, RunToTask{1});
    add("Previous event of the task", {"run_to_task", 1}, RunToTask{-1});
    for (std::size_t i = 0; i < happening_count; ++i) {
      const auto happening = static_cast<Happening>(i);
      if (s_.waypoints.tally[happening] == 0) continue;
      add("Next: " + words_of(happening), {}, RunTo{happening, 1});
      add("Previous: " + words_of(happening), {}, RunTo{happening, -1});
    }
    add("Next breakpoint", {"run_to_breakpoint"}, RunToBreakpoint{1});
    add("Previous breakpoint", {"run_to_breakpoint", 1}, RunToBreakpoint{-1});
    add("Breakpoint at this line", {"breakpoint"}, ToggleBreakpointHere{});
    add("Back from a jump", {"revisit"}, Revisit{-1});
    add("Forward again", {"revisit", 1}, Revisit{1});
    add("Bookmark this moment", {"bookmark"}, SetBookmark{});
    add("Find events by words", {"find"}, ShowFind{});
    add("Go to a moment: events, breakpoints, bookmarks", {"go"}, ShowGoMenu{});
  }

  void questions() {
    using namespace command;
    add("Why did this happen?", {"why"}, AskWhy{s_.moment.at});
    add("To the cause of this event", {"cause"}, StepCause{-1});
    add("To what came of it", {"cause", 1}, StepCause{1});
    if (s_.selection.asks()) add("Close the answer", {"why", 1}, CloseDetails{});
    add("Act on the task by hand", {"act"}, ShowActs{TaskId::none});
    if (!s_.order.deeds.empty()) add("Back to the run before the branch", {"undo"}, UndoDeed{});
    add("To the branch again", {}, RedoDeed{});
    add("Quiz: ask me about this run", {"quiz"}, ToggleQuiz{});
    add("Help: keys, signs and words", {"help"}, ToggleHelp{});
    add("Take the tour", {}, StartTour{}, "first steps");
  }

  void pictures() {
    using namespace command;
    add("Choose a scenario", {"scenario"}, ShowScenarios{});
    // A scenario that has one way only is compared with itself before it was acted on.
    const bool has_ways = s_.order.scenario->variants.size() > 1;
    const bool is_branch = !s_.order.deeds.empty();
    if (has_ways) add("Next variant of the scenario", {"variant"}, NextVariant{});
    if (s_.is_compared) {
      add("Leave the comparison", {"compare"}, ToggleCompare{});
    } else if (is_branch) {
      add("Compare with the run before the branch", {"compare"}, ToggleCompare{});
    } else if (has_ways) {
      add("Compare with another variant", {"compare"}, ToggleCompare{});
    }
    add("Compare with another scenario", {}, ShowScenarios{true});
    add("Parameters, policy, seed", {"parameters"}, ShowParameters{});
    add("Output", {"log"}, ShowLog{LogPage::output}, "log");
    add("Events", {"log", 1}, ShowLog{LogPage::events}, "log");
    add("Warnings", {"log", 2}, ShowLog{LogPage::warnings}, "log");
    add("Figures", {"log", 3}, ShowLog{LogPage::figures}, "log");
    add("Timeline by time, or by events", {"axis"}, ToggleAxis{}, "axis");
    add("Lanes in another order", {"lanes"}, NextLaneOrder{}, "sort");
    add("Hide the lanes of finished tasks, or show them", {"finished"}, ToggleFinished{}, "done");
    add("Zoom the timeline in", {"zoom"}, Zoom{1 / 1.6});
    add("Zoom the timeline out", {"zoom", 1}, Zoom{1.6});
    add("Show the whole timeline", {"zoom", 2}, ShowAll{});
  }

  void window() {
    using namespace command;
    for (std::size_t i = 0; i < panel_count; ++i) {
      const auto panel = static_cast<Panel>(i);
      add((x_.layout.shows(panel) ? "Hide " : "Show ") + std::string(words_for(panel)), {},
          TogglePanel{panel}, "Ctrl " + std::to_string(i + 1));
    }
    add("All panels as they were", {}, RestorePanels{}, "reset sizes");
    for (const Theme* theme : platform::all_themes())
      add("Theme: " + std::string(words_for(*theme)), {}, SetTheme{theme->name}, "colours");
    add("Next theme", {"theme"}, NextTheme{}, "colours");
    add(s_.playback.has_motion() ? "Movement off" : "Movement on", {"motion"}, ToggleMotion{}, "animation");
    add("Larger", {"size"}, SetScale{x_.scale + 0.25f}, "size");
    add("Smaller", {"size", 1}, SetScale{x_.scale - 0.25f}, "size");
    add("Present the run", {"present"}, TogglePresenter{}, "projector");
    add("Laser pointer", {"laser"}, ToggleLaser{}, "projector");
    add("Full screen", {"fullscreen"}, ToggleFullscreen{});
    add("Copy the recipe of this moment", {"copy"}, CopyRecipe{});
    add("Open a copied recipe", {"copy", 1}, PasteRecipe{});
    add("Quit", {}, Quit{}, "Ctrl Q");
  }

  void tasks() {
    for (const TaskState& task : s_.world().tasks)
      add("Select " + s_.names().task(task.id), {}, command::Select{task.id},
          letters(task.id) + ", " + word_for(task.status));
  }

  void scenarios() {
    for (const Scenario& scenario : x_.scenarios) {
      each_way_of(scenario, [&](const std::string& title, const Recipe& recipe, const std::string& name) {
        add("Beside this run: " + title, {}, command::Compare{{recipe}}, "compare with " + name);
      });
    }
    for (const Scenario& scenario : x_.scenarios) {
      each_way_of(scenario, [&](const std::string& title, const Recipe& recipe, const std::string& name) {
        add("Open " + title, {}, command::Open{recipe}, name);
      });
    }
  }

  template <class Take>
  static void each_way_of(const Scenario& scenario, Take take) {
    if (scenario.variants.empty()) take(scenario.title, Recipe{scenario.name, "", {}, {}}, scenario.name);
    for (const Variant& variant : scenario.variants) {
      take(scenario.title + ": " + variant.name, Recipe{scenario.name, variant.name, {}, {}},
           scenario.name + "/" + variant.name);
    }
  }

  const PaletteContext& x_;
  const Stage& s_;
  std::vector<NamedCommand> all_;
};

}  // namespace

std::vector<NamedCommand> all_commands(const PaletteContext& context) { return List(context).all(); }

}  // namespace loopglass
