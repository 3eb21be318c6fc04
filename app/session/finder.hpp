// Finds the events of a run that speak of some words: in their sentence, in their few words of the list of
// events, or by the name of their task.
//
// It reads in slices, so that a long run never holds a frame up, and goes on when the run grows.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/model/chronicle.hpp"

namespace loopglass {

class Finder {
 public:
  /// So many events are read at a time; a frame has room for them.
  static constexpr EventNumber slice = 3000;

  /// Begins anew with these words. Upper and lower case are the same; every word must be there, in any order.
  void look_for(std::string_view words);
  /// Reads on, by one slice. Always the same chronicle.
  void follow(const Chronicle& chronicle);

  bool is_looking() const { return !words_.empty(); }
  /// What it was told to look for, as it was written.
  const std::string& text() const { return text_; }
  /// Whether all events that there are were read.
  bool is_done(const Chronicle& chronicle) const { return world_.position >= chronicle.latest().position; }
  /// How much of the events that there are was read, of 1.
  double share(const Chronicle& chronicle) const;
  /// First to last.
  const std::vector<EventNumber>& found() const { return found_; }
  /// The tasks that these events are of, in the order of their ids.
  const std::vector<TaskId>& tasks() const { return tasks_; }
  /// The nearest that is found after `at` (direction 1) or before it (-1); past the last comes the first, and
  /// the other way round. 0 if none is found.
  EventNumber next(EventNumber at, int direction) const;
  /// Which of the found events `n` is, from 1; 0 if it is none of them.
  std::size_t number_of(EventNumber n) const;

 private:
  void take(EventNumber n, TaskId task);

  std::string text_;
  std::vector<std::string> words_;
  World world_;  // before the event that is read next
  std::vector<EventNumber> found_;
  std::vector<TaskId> tasks_;
};

}  // namespace loopglass
