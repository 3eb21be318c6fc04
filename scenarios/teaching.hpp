// What a scenario says while it runs, asks its students, and tells their teacher.
//
// All of it is plain data on top of cues. No answer is written down here: it is drawn from the run.
#pragma once
#include <string>

#include "scenarios/cue.hpp"

namespace loopglass {

/// A remark that appears at the moment it speaks of.
struct Note {
  Cue cue;
  std::string text;
  std::string variant{};  // empty: in every variant
};

/// What is asked; each has its own way to find the answer in a trace.
enum class Ask {
  next_line,    // which line is printed next?
  next_poll,    // who is polled next?
  next_wake,    // who is woken next?
  timer_fires,  // when does the timer fire that the cue sets?
  polls,        // how often is a task polled, in all?
  finish_time,  // when does a task finish?
  finish_kind,  // how does a task end?
};

/// Asked after its cue, before what decides the answer is shown.
struct Question {
  Ask ask{};
  Cue cue;
  std::string about{};    // the name of a task, for the kinds that ask about one
  std::string variant{};  // empty: in every variant
};

/// The teacher's page.
struct Teaching {
  std::string point{};     // what to take home, in a sentence
  std::string belief{};    // what many believe before
  std::string question{};  // for the class
  int minutes = 5;         // with questions
};

}  // namespace loopglass
