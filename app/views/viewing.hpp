// The run that is watched: it is recorded on, a viewer stands somewhere in it, and one moment of it is shown.
#pragma once
#include <memory>
#include <optional>

#include "app/session/run.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

class Viewing {
 public:
  /// Starts another run; at the order's position it stands still, without one it plays from the start.
  /// On the real clock it is live: it goes on by itself, and the picture goes along.
  /// Throws std::system_error where that clock cannot be had.
  void open(Order order, ClockKind clock = ClockKind::virtual_time);
  bool is_open() const { return run_ != nullptr; }
  /// Watches a run that somebody else has started, or that was recorded.
  void open(std::unique_ptr<Run> run);
  /// Records on for a few milliseconds, so that the window never stands still; `at_once`: to the end.
  void advance(bool at_once);
  /// Lets `seconds` pass for the viewer, and finds the moment to show.
  void update(double seconds);
  void seek(const Position& position);
  /// Stands still at the last thing that is done by hand, as soon as that is recorded.
  void stand_at_last_deed() {
    wants_last_deed_ = true;
    playback_.pause();
  }
  /// Stands still there; the trail leads back to where the viewer stood.
  void jump(const Position& position);
  /// Back (-1) or forward (1) along the trail; whether it leads anywhere.
  bool revisit(int direction);
  /// Where the viewer stands, between two events if time has passed since the first: then at a whole
  /// microsecond, if one lies between them.
  Position place() const;
  /// Takes in what was recorded since; playing stops at `stops`.
  void follow(const std::vector<Target>& stops) { waypoints_.follow(stops, run_->chronicle()); }
  /// Whether the run was stopped because its recording is full; told once a run.
  bool has_become_full();
  /// Whether the picture goes along with a live run.
  bool follows() const { return run_->is_live() && playback_.is_playing(); }
  /// Shows the same place in the same movement. Precondition: up to there both runs are the same.
  void stand_as(const Playback& other);

  /// Good until the next call of another function.
  /// `figures`: somebody looks at them.
  Stage stage(const Selection& selection, bool figures = false);
  /// Whether what the last stage had of the queue or of causes is not the whole of it yet.
  bool is_counting() const {
    return (counts_ && queue_.seen() < trace().size()) || (wants_causes_ && causes_.known() < trace().size());
  }
  /// Whether all causes are found out; of a very long run that takes some frames from the first time that one
  /// asks.
  bool knows_causes();
  /// Goes to the cause of the present event (-1), or to what came of it (1): back along the way to `asked` if
  /// the moment lies on that. Precondition: knows_causes(). Returns the event whose causes tell the way; 0 if
  /// there is nowhere to go.
  EventNumber step_cause(EventNumber asked, int direction);
  Playback& playback() { return playback_; }
  const Playback& playback() const { return playback_; }
  Waypoints& waypoints() { return waypoints_; }
  const Waypoints& waypoints() const { return waypoints_; }
  const Moment& moment() const { return moment_; }
  /// The moment that is shown: its event or, where time has passed since that, the time in whole
  /// microseconds.
  Position position() const;
  Run& run() { return *run_; }
  const Run& run() const { return *run_; }
  const Trace& trace() const { return run_->trace(); }
  /// None before the run is over.
  const std::vector<PosedQuestion>& questions() const { return questions_; }

 private:
  void scan(const Event& event);
  void update_moment();

  std::unique_ptr<Run> run_;
  std::unique_ptr<Notes> notes_;
  std::vector<PosedQuestion> questions_;
  bool posed_ = false;
  bool told_full_ = false;
  Playback playback_;
  Waypoints waypoints_;
  Moment moment_;
  bool moment_is_stale_ = true;
  bool wants_last_deed_ = false;
  Instant live_now_{};  // of a live run, in this frame
  struct Left {
    EventNumber at = 0;
    Instant time{};
  } left_;                          // where and when the picture ceased to go along with a live run
  std::optional<Position> wanted_;  // a place in a run that is still being recorded
  Duration longest_wait_{};
  EventNumber scanned_ = 0;
  std::size_t sources_ = 0;
  std::size_t most_sources_ = 0;
  QueueHistory queue_;  // as causes_
  bool counts_ = false;
  Causes causes_;  // follows the trace only when somebody asks
  bool wants_causes_ = false;
};

}  // namespace loopglass
