// What a person asks for: each thing that a control or a key can do.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/session/panel_layout.hpp"
#include "app/session/recipe.hpp"
#include "app/session/waypoints.hpp"
#include "runtime/trace/event.hpp"

namespace loopglass {

enum class LaneOrder : std::uint8_t;

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
/// To the end. Of a run that got stuck first to where it is stuck, and from there to where it is taken down.
struct SeekEnd {};
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
/// Whether what is less close to the words than the closest is found, too.
struct FindAll {
  bool all;
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
/// The list of scenarios: one to open, or one to set beside the run that is watched.
struct ShowScenarios {
  bool beside = false;
};
struct NextVariant {};
/// Sets other runs beside the one that is watched; one leaves two loops, more a timeline each.
struct Compare {
  std::vector<Recipe> others;
};
/// Compares with another variant, by a menu where there are several; or leaves a comparison.
struct ToggleCompare {};
struct ShowLog {
  LogPage page;
};
/// Goes to where a warning can be seen, and tells why it matters; by its place among those of the run.
struct ReadWarning {
  std::size_t warning;
};
/// The timeline's axis: time or events, and what of it is seen. A factor below 1 zooms in.
struct ToggleAxis {};
/// The lanes in the next of their orders, or in this one.
struct NextLaneOrder {};
struct SetLaneOrder {
  LaneOrder order;
};
/// Hides the lanes of tasks that are over, or shows them again.
struct ToggleFinished {};
struct Zoom {
  double factor;
};
struct ShowAll {};
struct NextTheme {};
struct SetTheme {
  std::string name;
};
struct SetScale {
  float scale;  // 0: what suits the screen
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
/// Opens the recipe in the clipboard, or the saved run whose path it has.
struct PasteRecipe {};
struct Quit {};
}  // namespace command

using AnyCommand = std::variant<
    command::TogglePlay, command::StepEvent, command::StepPoll, command::Seek, command::SeekEnd,
    command::RunTo, command::RunToTask, command::RunAgain, command::RunToBreakpoint,
    command::ToggleBreakpoint, command::ToggleBreakpointHere, command::Revisit, command::SetBookmark,
    command::GoToBookmark, command::RemoveBookmark, command::WriteNote, command::ShowGoMenu,
    command::ShowFind, command::LookFor, command::FindAll, command::RunToFound, command::CloseStrip,
    command::SetSpeed, command::Restart, command::ToggleLive, command::Open, command::Select,
    command::SelectResource, command::Hover, command::AskWhy, command::ShowLine, command::StepCause,
    command::CloseDetails, command::Interfere, command::ShowActs, command::UndoDeed, command::RedoDeed,
    command::ShowScenarios, command::NextVariant, command::Compare, command::ToggleCompare, command::ShowLog,
    command::ReadWarning, command::ToggleAxis, command::NextLaneOrder, command::SetLaneOrder,
    command::ToggleFinished, command::Zoom, command::ShowAll, command::NextTheme, command::SetTheme,
    command::SetScale, command::ToggleMotion, command::TogglePanel, command::MoveSplit,
    command::RestorePanels, command::TogglePresenter, command::TurnPresenter, command::ToggleLaser,
    command::ShowParameters, command::ShowPalette, command::ToggleHelp, command::StartTour, command::StepTour,
    command::LeaveTour, command::ToggleQuiz, command::Answer, command::NextQuestion, command::LookAtQuestion,
    command::ToggleFullscreen, command::CopyRecipe, command::PasteRecipe, command::Quit>;

/// One of them. How it is copied, moved and freed is compiled in one place: views that make commands compile
/// in half the time so.
struct Command : AnyCommand {
  using AnyCommand::AnyCommand;
  Command(const Command& other);
  Command(Command&& other) noexcept;
  Command& operator=(const Command& other);
  Command& operator=(Command&& other) noexcept;
  ~Command();
};

/// In the order in which they were asked for.
using Commands = std::vector<Command>;

}  // namespace loopglass
