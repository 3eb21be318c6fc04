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
#include "app/model/roll_call.hpp"
#include "app/session/playback.hpp"
#include "app/session/recipe.hpp"
#include "app/session/waypoints.hpp"
#include "app/views/command.hpp"
#include "app/views/loop_scene.hpp"
#include "app/views/memo.hpp"

namespace loopglass {

/// A task and the line of the source it is at: suspended there, or running there.
struct LineBadge {
  int line = 0;
  TaskId task{};
  std::size_t more = 0;  // tasks at the same line that have no badge of their own: there is no room for them
};

/// The moment that is shown: the step from one world to the next, and how far its movement has come.
struct Moment {
  World before;
  World after;         // the world at `at`
  EventNumber at = 0;  // the event that leads from one to the other; 0 at the start
  const Event* event = nullptr;
  float movement = 1.0f;  // 1: at rest in `after`
  Instant time{};         // that of `after`, or later, while time passes towards the next event

  // What views read off the two worlds, once for all frames in which they are shown.
  Memo<RollCall> roll_before;
  Memo<RollCall> roll_after;
  KeyedMemo<SceneKey, Scene> scene_before;
  KeyedMemo<SceneKey, Scene> scene_after;
  Memo<std::vector<LineBadge>> badges;

  /// Shows other worlds, or the same with more known of them.
  void show(World from, const World& to, EventNumber number);
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

}  // namespace loopglass
