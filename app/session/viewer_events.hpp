// A run in the vocabulary of trace viewers: Trace Event JSON, as Perfetto and chrome://tracing open it.
//
// A task is a thread: its polls are slices, work and blocking are slices inside them, what it prints is an
// instant. Thread 0 is the loop: its parking, and timers and sockets that wake. A worker is a thread, too. A
// wake is a flow arrow from the slice of what woke a task to the poll that follows. The length of the ready
// queue is a counter. https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU (Trace
// Event Format)
#pragma once
#include <functional>
#include <string_view>

#include "runtime/trace/trace.hpp"

namespace loopglass {

/// Takes text piece by piece.
using TextSink = std::function<void(std::string_view)>;

/// Writes the elements of the array "traceEvents", one a line, with commas between them.
void write_viewer_events(const Trace& trace, const TextSink& out);

}  // namespace loopglass
