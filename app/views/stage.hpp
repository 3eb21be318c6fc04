// What the views are given, and what they give back.
//
// Invariant: a view draws a stage and returns commands. It keeps nothing of the run; what it keeps of its own
// (a scroll position, a zoom) changes no meaning.
#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/model/causes.hpp"
#include "app/model/chronicle.hpp"
#include "app/model/cues.hpp"
#include "app/model/questions.hpp"
#include "app/model/queue_history.hpp"
#include "app/session/panel_layout.hpp"
#include "app/session/playback.hpp"
#include "app/session/recipe.hpp"
#include "app/session/waypoints.hpp"

namespace loopglass {

/// The moment that is shown: the step from one world to the next, and how far its movement has come.
struct Moment {
  World before;
  World after;         // the world at `at`
  EventNumber at = 0;  // the event that leads from one to the other; 0 at the start
  const Event* event = nullptr;
  float movement = 1.0f;  // 1: at rest in `after`
  Instant time{};         // that of `after`, or later, while time passes towards the next event
};

/// What a person points at, and what they ask about.
struct Selection {
  TaskId task{};
  TaskId hovered{};
  EventNumber asked = 0;  // the event whose causes are told; 0: those of the selected task, if there is one
  ResourceId resource{};  // something that tasks share, in place of a task

  /// Whether there is something to tell details of.
  bool asks() const { return task != TaskId::none || asked != 0 || resource != ResourceId::none; }
};

/// A run that goes on by itself, beside its picture.
struct Live {
  Instant now{};             // the run's time at this moment, whatever its loop is doing
  EventNumber recorded = 0;  // so far; the picture may not have taken in the last of them
  bool follows = false;      // the picture goes along; else it stands still while the run goes on
};

struct Stage {
  const Order& order;
  const Chronicle& chronicle;
  const Moment& moment;
  const Playback& playback;
  const Selection& selection;
  const Causes& causes;  // of the whole trace while the selection asks for something; else of a part of it
  const QueueHistory& queue;  // of the whole trace while somebody looks at figures; else of a part of it
  const Notes& notes;
  const std::vector<PosedQuestion>& questions;  // none before the run is over
  const Waypoints& waypoints;
  bool is_over = false;          // the run will not grow
  Duration longest_wait{};       // of any timer in the run: the length of the reactor's axis
  std::size_t most_timers = 0;   // set at once: the height of its stacks
  std::size_t most_sources = 0;  // open at once: whether the reactor has room for sources, and how much
  EventNumber marked = 0;     // an event that the timeline marks: where the run parts from another, or what
                              // was done to it by hand; 0: none
  bool is_compared = false;   // with another run, which is shown beside it
  bool hides_future = false;  // a question about what is to come is open, or the run is presented
  std::optional<Live> live;   // none of a run that is over, or goes on only when it is watched

  const Trace& trace() const { return chronicle.trace(); }
  /// Where the run's time has come to.
  Instant end() const { return live ? std::max(live->now, chronicle.latest().now) : chronicle.latest().now; }
  const Names& names() const { return chronicle.names(); }
  const World& world() const { return moment.after; }
  /// The event whose causes are told: the one asked about, or the one that put the selected task where it is.
  EventNumber explained() const {
    if (selection.asked != 0) return selection.asked;
    const TaskState* task = world().task(selection.task);
    return task ? task->status_since : 0;
  }
};

/// The pages of the log; one is shown at a time.
enum class LogPage { output, events, warnings, figures };

namespace command {
struct TogglePlay {};
struct StepEvent {
  int direction;
};
struct StepPoll {
  int direction;
};
struct Seek {
  Position position;
  bool goes_on = false;  // a part of a longer movement, as of a drag: no jump of its own
};
/// To the next or previous event that the target matches.
struct RunTo {
  Target target;
  int direction;
};
/// The same of the selected task, or else of the task of the present event; and of the target chosen last.
struct RunToTask {
  int direction;
};
struct RunAgain {
  int direction;
};
struct RunToBreakpoint {
  int direction;
};
struct ToggleBreakpoint {
  Target target;
};
/// At the line of the present moment.
struct ToggleBreakpointHere {};
/// Along the trail of jumps: back (-1) or forward (1).
struct Revisit {
  int direction;
};
/// Marks this moment, and asks for a note.
struct SetBookmark {};
/// A bookmark by its place in the list.
struct GoToBookmark {
  std::size_t bookmark;
};
struct RemoveBookmark {
  std::size_t bookmark;
};
struct WriteNote {
  std::size_t bookmark;
  std::string note;
};
struct ShowGoMenu {};
struct ShowFind {};
struct LookFor {
  std::string words;
};
struct RunToFound {
  int direction;
};
struct CloseStrip {};
struct SetSpeed {
  double speed;
};
struct Restart {};
/// Runs the scenario on the real clock, to watch it as it happens; or ends such a run.
struct ToggleLive {};
/// Opens another run at once.
struct Open {
  Recipe recipe;
};
struct Select {
  TaskId task;
};
/// Something that tasks share.
struct SelectResource {
  ResourceId resource;
};
struct Hover {
  TaskId task;
};
/// Tells why this event happened, and what came of it.
struct AskWhy {
  EventNumber event;
};
/// Brings a place in the source into sight and marks it.
struct ShowLine {
  SiteId site;
};
/// To the cause of the present event (-1), or to what came of it (1).
struct StepCause {
  int direction;
};
/// Asks about nothing any more.
struct CloseDetails {};
/// Does this to the run by hand: it goes on as a branch from the moment shown.
struct Interfere {
  Act act;
};
/// Opens the menu of what can be done to a task by hand; none: the selected one, or that of the present
/// event.
struct ShowActs {
  TaskId task;
};
/// Goes back from a branch to the run it parts from, or to the branch again.
struct UndoDeed {};
struct RedoDeed {};
struct ShowScenarios {};
struct NextVariant {};
/// Sets other runs beside the one that is watched; one leaves two loops, more a timeline each.
struct Compare {
  std::vector<Recipe> others;
};
/// Compares with the next variant, or leaves a comparison.
struct ToggleCompare {};
struct ShowLog {
  LogPage page;
};
/// The timeline's axis: time or events, and what of it is seen. A factor below 1 zooms in.
struct ToggleAxis {};
/// The lanes in the next of their orders.
struct NextLaneOrder {};
struct Zoom {
  double factor;
};
struct ShowAll {};
struct NextTheme {};
struct SetTheme {
  std::string name;
};
struct SetScale {
  float scale;
};
struct ToggleMotion {};
/// Hides a panel, or shows it again.
struct TogglePanel {
  Panel panel;
};
/// Moves the line between two panels; none: to where the content wants it.
struct MoveSplit {
  Split split;
  std::optional<double> share;
};
/// All panels, as large as their content wants them.
struct RestorePanels {};
/// The run for a projector and nothing else; turns between the loop and the timeline there.
struct TogglePresenter {};
struct TurnPresenter {};
/// A bright spot that follows the mouse.
struct ToggleLaser {};
struct ShowParameters {};
/// Everything that can be done, found by a few letters.
struct ShowPalette {};
struct ToggleHelp {};
struct StartTour {};
/// To its next step (1) or the one before (-1).
struct StepTour {
  int direction;
};
struct LeaveTour {};
struct ToggleQuiz {};
/// The place of a choice of the question that is open.
struct Answer {
  std::size_t choice;
};
struct NextQuestion {};
/// Back to one that was answered, by its place.
struct LookAtQuestion {
  std::size_t question;
};
struct ToggleFullscreen {};
struct CopyRecipe {};
/// Opens the recipe in the clipboard.
struct PasteRecipe {};
struct Quit {};
}  // namespace command

using Command = std::variant<
    command::TogglePlay, command::StepEvent, command::StepPoll, command::Seek, command::RunTo,
    command::RunToTask, command::RunAgain, command::RunToBreakpoint, command::ToggleBreakpoint,
    command::ToggleBreakpointHere, command::Revisit, command::SetBookmark, command::GoToBookmark,
    command::RemoveBookmark, command::WriteNote, command::ShowGoMenu, command::ShowFind, command::LookFor,
    command::RunToFound, command::CloseStrip, command::SetSpeed, command::Restart, command::ToggleLive,
    command::Open, command::Select, command::SelectResource, command::Hover, command::AskWhy,
    command::ShowLine, command::StepCause, command::CloseDetails, command::Interfere, command::ShowActs,
    command::UndoDeed, command::RedoDeed, command::ShowScenarios, command::NextVariant, command::Compare,
    command::ToggleCompare, command::ShowLog, command::ToggleAxis, command::NextLaneOrder, command::Zoom,
    command::ShowAll, command::NextTheme, command::SetTheme, command::SetScale, command::ToggleMotion,
    command::TogglePanel, command::MoveSplit, command::RestorePanels, command::TogglePresenter,
    command::TurnPresenter, command::ToggleLaser, command::ShowParameters, command::ShowPalette,
    command::ToggleHelp, command::StartTour, command::StepTour, command::LeaveTour, command::ToggleQuiz,
    command::Answer, command::NextQuestion, command::LookAtQuestion, command::ToggleFullscreen,
    command::CopyRecipe, command::PasteRecipe, command::Quit>;
using Commands = std::vector<Command>;

}  // namespace loopglass
