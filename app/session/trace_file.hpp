// A run in a file: what trace viewers open, and beside it, under the key "loopglass", the run itself with
// nothing lost.
//
//     { "displayTimeUnit": "ns",
//       "traceEvents": [ … ],                        for Perfetto and chrome://tracing; not read back
//       "loopglass": { "format": 1, "recipe": "blocking/blocking", "clock": "virtual", "hash": "…",
//                      "file": "scenarios/blocking.cpp", "source": "…", "kinds": ["task_spawned", …],
//                      "strings": [ … ], "sites": [[file, line, function], …],
//                      "events": [[time_ns, kind, detail, extra, task, subject, site, value], …] } }
//
// Invariants:
// 1. The same run gives the same bytes, and a file that is read and written again is the same.
// 2. A file is read whole or refused: with the line and the reason, whatever its bytes.
// 3. Kinds of events are written by name, so the order of the list in the program may change.
#pragma once
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "app/session/recorded.hpp"
#include "app/session/run.hpp"
#include "app/session/viewer_events.hpp"

namespace loopglass {

/// Whether a person who says this means a file and not a recipe: it ends in ".json".
bool is_trace_file(std::string_view word);

/// Writes the run to `out`, piece by piece. Precondition: it is over.
void write_trace(const Run& run, const TextSink& out);

/// Told at times how much is read, of 1; always 0 where the end is not known before. Whether to go on.
using ReadWatch = std::function<bool(double share)>;

/// The run in the text of a file. The complaint says in which line it breaks and why, or that the reading was
/// stopped; `name` is what it calls the file.
Result<Recorded, Complaint> read_trace(std::istream& in, std::string_view name, const ReadWatch& watch = {});
Result<Recorded, Complaint> read_trace_file(const std::string& path, const ReadWatch& watch = {});

}  // namespace loopglass
