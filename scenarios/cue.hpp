// A cue: a moment of a run, found by what happens at it.
//
// It never names the number of an event, so the words that hang on it stay right when a person changes the
// parameters: the moment then comes earlier, later, or not at all.
#pragma once
#include <string>

#include "runtime/trace/event.hpp"

namespace loopglass {

struct Cue {
  EventKind kind{};
  std::string task{};  // by name, the task of the event; empty: any
  std::string line{};  // of an output: how the line begins; empty: any
  int nth = 1;         // which one of the events that fit
};

namespace scenarios {

/// The nth poll of a task begins.
Cue polled(std::string task, int nth = 1);
/// A line is printed that begins so.
Cue says(std::string line, int nth = 1);
/// Anything else happens. An empty name stands for any task.
Cue happens(EventKind kind, std::string task = {}, int nth = 1);

}  // namespace scenarios
}  // namespace loopglass
