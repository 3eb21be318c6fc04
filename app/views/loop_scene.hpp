// The notional machine, laid out: the five places of the loop, the worker threads beside it where a run has
// some, and where each task stands in a given world.
//
// Invariants:
// 1. It depends on the world, the time and the room alone: the same moment has the same picture, whichever
//    way it was reached. Movement is the way between two scenes.
// 2. Every task of the world has a place; one that does not fit stands, unseen, where its place says "+n
// more". Of a crowd only those that are seen have one.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "app/model/roll_call.hpp"
#include "app/model/seats.hpp"
#include "app/model/world.hpp"
#include "app/widgets/geometry.hpp"

namespace loopglass {

/// Where things are, before anything stands in them.
struct LoopPlaces {
  Rect queue;     // the conveyor; the head is at its right end
  Rect executor;  // one slot
  Rect reactor;   // sources, if the run has any, and timers on one time axis
  Rect waiting;   // what tasks share, and tasks that wait for something other than time
  Rect workers;   // empty if the run has none
  std::size_t worker_rows = 0;
  float worker_row = 0;  // the height of one
  Rect done;
  float radius = 0;  // of a token, in pixels
  float timer_radius = 0;
  float slot_radius = 0;  // of the token in the executor
  ImVec2 slot;
  float belt_y = 0;       // of the ready queue's tokens
  float belt_step = 0;    // from one to the next
  float belt_margin = 0;  // right of the first
  float title = 0;        // the height of a place's title
  bool tight = false;
  Rect sources;            // empty if the run has none
  int source_columns = 0;  // of equal cells
  int source_rows = 0;
  float source_radius = 0;  // of a token that waits for a source
  float timers_top = 0;     // timers stand between this and the axis
  float axis_y = 0;         // of the reactor's time axis
  float now_x = 0;          // where the axis says "now"; left of it timers are overdue
  float axis_end_x = 0;
  Rect cards;                 // of what tasks share, in the waiting room; empty if the run has none
  std::size_t card_rows = 0;  // how many have a card
  bool all_have_cards = false;
  bool flat_cards = false;  // the name stands beside the thing, not above it
  bool deep_cards = false;  // a long line stands below the thing, not beside it
  float card_radius = 0;    // of a token in a line
  float row_radius = 0;     // of a token that waits for something else
  float rows_top = 0;       // those stand below this
  int columns = 1;          // of timers beside each other where a stack is full
  double span_ns = 1;       // the length of the axis right of now
  double late_span_ns = 1;  // and left of it, up to late_x; on another scale where much is late
  float late_x = 0;         // as far left as overdue timers stand: there is room for a ring round the token

  bool operator==(const LoopPlaces&) const = default;
  /// Where the head of the queue stands.
  float belt_head() const { return queue.right - std::max(belt_step / 2, radius + belt_margin); }
  double ns_a_pixel() const { return span_ns / static_cast<double>(axis_end_x - now_x); }
  /// Where the axis has the deadline of a timer that has `left` to go; overdue ones are left of now.
  float timer_x(Duration left) const;
  /// How far from now its token stands, as a time on the axis right of now. That of one which is overdue
  /// stands over its deadline, too, unless there are columns of them: these are soon left of now as a whole.
  Duration standing_place(Duration left) const;
  /// The cell of the source that has this place; empty if there is no room for it.
  Rect source_cell(std::size_t place) const;
  /// The card that has this place. Precondition: place < card_rows.
  Rect card(std::size_t place) const;
};

/// What a run needs room for: the most of it at any time, so that nothing changes its size on the way.
struct LoopNeeds {
  Duration longest_wait{};
  std::size_t timers = 0;  // due at about the same time
  std::size_t workers = 0;
  std::size_t sources = 0;
  std::size_t resources = 0;
  bool long_lines = false;    // some of those have many holders and a line besides
  bool wide_waiting = false;  // the reactor leaves some of its room to the lines at what tasks share
  std::size_t ready = 0;      // in the ready queue
  Duration longest_late{};    // from when a timer was due to when it fired
};

enum class Stand { queue, executor, timer, source, waiting, done };

struct Standing {
  ImVec2 at;
  float radius = 0;
  float alpha = 1;
  Stand stand{};
};

/// Things that wait in the room: a task with what it waits for, or a future that nobody polls.
struct WaitingRow {
  TaskId task{};
  Await await{};        // meaningful for a task
  FutureId unpolled{};  // or this
  ImVec2 at;            // the token's centre
  float width = 0;      // for words, from the token's right edge on
};

/// Something that tasks share, with those that wait for it in its line.
struct ResourcePost {
  ResourceId resource{};
  Rect card;
  Rect name;              // for its name, and for its state beside it
  Rect thing;             // what it holds
  std::size_t slots = 0;  // beside each other in the thing; 0: one bar
  float radius = 0;       // of a token in the line
  struct Place {
    TaskId task{};
    ImVec2 at;
  };
  std::vector<Place> waiting;  // as many as have room; those that stand elsewhere, too: they are rings
  struct More {
    ImVec2 at;
    std::size_t count;
  };
  std::vector<More> more;  // "+n"

  /// The slot with this place. Precondition: place < slots.
  Rect slot(std::size_t place) const;
};

/// Tasks that wait for one another, on a ring in place of the cards.
struct RingPost {
  WaitCycle cycle;  // empty if there is none
  Rect room;
  Rect oval;         // the tokens' centres lie on it
  float radius = 0;  // of a token
  float words = 0;   // the height of a line of them

  /// On the oval, 0 being the first member, 1 the next and so on.
  ImVec2 at(float place) const;
};

/// So many tasks are a crowd: nothing of it moves, and only what is seen of it is laid out.
inline constexpr std::size_t crowd = 2000;

struct Scene {
  std::vector<Standing> tasks;                  // by id; none of a crowd
  std::unordered_map<TaskId, Standing> placed;  // of a crowd those that may be seen
  std::vector<TaskId> seen;                     // of a crowd those that are, as they were placed
  std::vector<WaitingRow> rows;
  struct More {
    Stand stand;
    ImVec2 at;
    std::size_t count;
  };
  std::vector<More> more;  // "+n more"
  struct TimerPost {
    TimerId timer{};
    TaskId task{};
    ImVec2 at;
    Instant deadline{};
  };
  std::vector<TimerPost> posts;
  /// Those that have fired, while their tasks still stand where they waited.
  std::vector<TimerPost> fired;
  /// A source with the tasks that wait for it, as many as have room.
  struct SourcePost {
    SourceId source{};
    Rect cell;
    std::vector<TaskId> waiting;  // those that stand elsewhere, too: they are drawn as rings
    float words = 0;              // words begin here
  };
  std::vector<SourcePost> sources;
  std::vector<ResourcePost> resources;
  std::size_t hidden_resources = 0;  // those that have no card
  RingPost ring;

  /// Null if there is no such task, or it is one of a crowd and not seen.
  const Standing* of(TaskId task) const;
};

/// What the scene of a given world depends on besides.
struct SceneKey {
  LoopPlaces places;
  float scale = 0;
  Instant now{};

  bool operator==(const SceneKey&) const = default;
};

/// Precondition: `room` is at least 200 × 120 units.
LoopPlaces arrange_places(const Rect& room, float scale, const LoopNeeds& needs);
/// `roll` is that of the same world, with as many that are done as can be seen.
/// `seats` are those of the same run.
Scene arrange(const LoopPlaces& places, float scale, const World& world, const RollCall& roll,
              const Seats& seats, Instant now);

}  // namespace loopglass
