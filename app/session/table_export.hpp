// A run as tables of comma-separated values (RFC 4180), for spreadsheets and statistics. Times are whole
// nanoseconds since the start of the run.
#pragma once
#include <string>

#include "app/model/chronicle.hpp"

namespace loopglass {

/// A line a task: task,name,state,parent,polls,wakes,self_wakes,busy_ns,queued_ns,idle_ns,longest_poll_ns,
/// late_timers,latest_timer_ns
std::string tasks_csv(const Chronicle& chronicle);
/// A line an event: event,time_ns,kind,task,sentence
std::string events_csv(const Chronicle& chronicle);

}  // namespace loopglass
