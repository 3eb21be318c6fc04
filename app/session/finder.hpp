// Finds the events of a run that speak of some words: in their sentence, in their few words of the list of
// events, or by the name of their task.
//
// What is closest to the words as they were typed is found, and the rest only when it is asked for: the words
// one after the other, else each of them, else words that begin so, else words that have them inside. Where a
// task is named so, a longer name that begins with its name is not meant.
//
// It reads in slices, so that a long run never holds a frame up, and goes on when the run grows.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/model/chronicle.hpp"

namespace loopglass {

class Finder {
 public:
  /// So many events are read at a time; a frame has room for them.
  static constexpr EventNumber slice = 3000;

  /// Begins anew with these words. Upper and lower case are the same; every word must be there.
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
  /// How many events were read.
  EventNumber read() const { return world_.position; }
  /// First to last: the closest, or all of them.
  const std::vector<EventNumber>& found() const { return shown().events; }
  /// The tasks that these events are of, in the order of their ids.
  const std::vector<TaskId>& tasks() const { return shown().tasks; }
  /// Whether those are found, too, that are less close than others.
  bool takes_all() const { return takes_all_; }
  void take_all(bool all) { takes_all_ = all; }
  /// How many of all are less close than the closest.
  std::size_t less_close() const { return all_.events.size() - closest_.events.size(); }
  /// The nearest that is found after `at` (direction 1) or before it (-1); past the last comes the first, and
  /// the other way round. 0 if none is found.
  EventNumber next(EventNumber at, int direction) const;
  /// Of an event that is found by words of its sentence alone, which neither its few words nor the name of
  /// its task have: the sentence from a little before the first of them on. Else empty; so it is of those
  /// that come after very many.
  std::string_view excerpt(EventNumber n) const;
  /// Where in a text the words stand, as pairs of begin and end, first to last, none in another.
  std::vector<std::pair<std::size_t, std::size_t>> places_in(std::string_view text) const;
  /// Which of the found events `n` is, from 1; 0 if it is none of them.
  std::size_t number_of(EventNumber n) const;

 private:
  /// From near to far.
  enum class Closeness { as_typed, each_word, beginnings, inside, none };
  struct Found {
    std::vector<EventNumber> events;
    std::vector<TaskId> tasks;
    void take(EventNumber n, TaskId task);
  };
  const Found& shown() const { return takes_all_ ? all_ : closest_; }
  void find_longer_names(const Names& names);
  Closeness closeness(std::string_view said) const;
  bool is_said_as_typed(std::string_view said) const;
  bool has_all(std::string_view text) const;
  void keep_excerpt(const Chronicle& chronicle, const Event& event);

  std::string text_;
  std::vector<std::string> words_;
  std::string phrase_;                     // the words with one blank between them
  std::vector<std::string> longer_names_;  // of tasks, where one is named as the phrase is
  std::size_t names_known_ = 0;
  bool is_name_ = false;
  World world_;  // before the event that is read next
  Closeness nearest_ = Closeness::none;
  Found closest_;  // those that are as near as the nearest
  Found all_;
  std::unordered_map<EventNumber, std::string> excerpts_;
  bool takes_all_ = false;
};

}  // namespace loopglass
