// Printing a line from a task. The line belongs to the run: it is in the trace.
#pragma once
#include <concepts>
#include <string>
#include <string_view>

#include "runtime/time.hpp"

namespace loopglass {

inline std::string to_text(std::string_view text) { return std::string(text); }
inline std::string to_text(const char* text) { return text; }
inline std::string to_text(char c) { return std::string(1, c); }
inline std::string to_text(bool value) { return value ? "true" : "false"; }
template <class N>
requires(std::integral<N> || std::floating_point<N>) std::string to_text(N number) {
  return std::to_string(number);
}

void print_line(std::string_view line);

/// Prints its arguments one after the other as one line. Precondition: called inside a task, or on a
/// worker.
///
///     println("light ", n, " took ", elapsed);
template <class... Parts>
void println(const Parts&... parts) {
  print_line((std::string() + ... + to_text(parts)));
}

}  // namespace loopglass
