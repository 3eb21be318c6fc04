// Playback: where in a run the viewer is, and how it moves there. It never touches the run.
//
// The place is (n, movement, flow): event n has happened, and its movement on the screen is that far, from 0
// to 1; then time passes, and that far it has come towards event n + 1. At rest movement is 1; flow may stand
// anywhere, so that one can stop in the middle of a blocking call. Stepping back runs both backwards.
#pragma once
#include <array>
#include <cstdint>

#include "runtime/trace/trace.hpp"

namespace loopglass {

class Playback {
 public:
  static constexpr double slowest = 0.01;
  static constexpr double fastest = 100.0;

  EventNumber at() const { return at_; }
  float movement() const { return static_cast<float>(movement_); }
  /// The part of the time up to the next event that has passed.
  double flow() const { return flow_; }
  bool is_playing() const { return playing_; }
  /// Whether the next update changes anything: the viewer should draw again soon.
  bool is_moving() const { return playing_ || direction_ != 0 || movement_ < 1.0; }
  double speed() const { return speed_; }
  bool has_motion() const { return motion_; }

  /// At the end, starts again from the beginning.
  void play(const Trace& trace);
  void pause() { halt(); }
  void set_speed(double speed);
  /// Without motion every change is at once.
  void set_motion(bool on);

  /// Goes on or back by one event, or to the end of the next or previous poll, moving. Pauses.
  void step_event(const Trace& trace, int direction);
  void step_poll(const Trace& trace, int direction);
  /// Playing stops when event `n` has happened; 0: nowhere before the end.
  void stop_at(EventNumber n) { stop_ = n; }
  /// Jumps there at once. Playing goes on from there. A time may lie between two events.
  void seek(const Trace& trace, EventNumber n);
  void seek(const Trace& trace, Instant t);

  /// Goes along with a run as it happens: to the newest event at once, or to where playing stops. Only while
  /// it plays.
  void follow(const Trace& trace);
  /// Lets `seconds` pass. `over`: the trace will not grow, so playing ends at its end.
  void update(const Trace& trace, double seconds, bool over);

 private:
  void halt();
  void head_for(const Trace& trace, EventNumber n);
  void play_on(const Trace& trace, double seconds, bool over);
  void go_to_heading(const Trace& trace, double seconds);
  bool go_on(const Trace& trace, double& left, double longest);
  bool go_back(const Trace& trace, double& left);

  EventNumber at_ = 0;
  EventNumber heading_ = 0;  // where a step leads
  EventNumber stop_ = 0;     // where playing stops; 0: at the end
  int direction_ = 0;        // of the step that is going on; 0: none is
  double movement_ = 1.0;
  double flow_ = 0.0;
  double rest_ = 0.0;   // seconds spent at rest at this event, at speed 1
  double hurry_ = 1.0;  // how much faster a step over many events is
  double speed_ = 1.0;
  bool playing_ = false;
  bool motion_ = true;
};

/// What one chooses from, by keys and in the menu.
inline constexpr std::array speeds = {0.01, 0.02, 0.05, 0.1,  0.25, 0.5,  1.0,
                                      2.0,  5.0,  10.0, 25.0, 50.0, 100.0};
static_assert(speeds.front() == Playback::slowest && speeds.back() == Playback::fastest);
/// The next faster one (1) or slower one (-1); the last one at the end.
double next_speed(double speed, int direction);

/// How long an event is shown at speed 1, in seconds: first time passes up to it, then it moves, then it
/// rests.
struct Pace {
  double flowing = 0.0;
  double moving = 0.0;
  double resting = 0.0;
};
Pace pace(const Trace& trace, EventNumber n);

/// The position after the next poll has ended, or before the previous one began; the end or start of the
/// trace if there is none.
EventNumber next_poll(const Trace& trace, EventNumber n);
EventNumber previous_poll(const Trace& trace, EventNumber n);
/// The last position at or before `t`.
EventNumber position_at(const Trace& trace, Instant t);

}  // namespace loopglass
