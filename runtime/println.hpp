// Printing a line from a task. The line belongs to the run: it is in the trace.
#pragma once
#include <chrono>
#include <concepts>
#include <string>
#include <string_view>

#include "runtime/time.hpp"

namespace loopglass {

/// "300 ms", "1.5 s", "20 µs": the largest unit that keeps the number at or above 1, at most 3 decimals.
std::string to_text(std::chrono::nanoseconds d);
/// The time since the start of the run.
inline std::string to_text(Instant t) { return to_text(t.time_since_epoch()); }
inline std::string to_text(std::string_view text) { return std::string(text); }
inline std::string to_text(const char* text) { return text; }
inline std::string to_text(char c) { return std::string(1, c); }
inline std::string to_text(bool value) { return value ? "true" : "false"; }
template <class N>
requires(std::integral<N> || std::floating_point<N>) std::string to_text(N number) {
  return std::to_string(number);
}

void print_line(std::string_view line);

/// Prints its arguments one after the other as one line. Precondition: called inside a task.
///
///     println("light ", n, " took ", elapsed);
template <class... Parts>
void println(const Parts&... parts) {
  print_line((std::string() + ... + to_text(parts)));
}

}  // namespace loopglass
