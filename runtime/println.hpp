// Printing a line from a task. The line belongs to the run: it is in the trace.
#pragma once
#include <concepts>
#include <source_location>
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

void print_line(std::string_view line, const std::source_location& site);

/// The first part of a line that is printed. It is made where the line is, and so knows the place.
class FirstPart {
 public:
  template <class Part>
  FirstPart(const Part& part, const std::source_location& site = std::source_location::current())
      : text_(to_text(part)), site_(site) {}

  const std::string& text() const { return text_; }
  const std::source_location& site() const { return site_; }

 private:
  std::string text_;
  std::source_location site_;
};

/// Prints its arguments one after the other as one line. Precondition: called inside a task, or on a
/// worker.
///
///     println("light ", n, " took ", elapsed);
template <class... Parts>
void println(const FirstPart& first = "", const Parts&... rest) {
  print_line((first.text() + ... + to_text(rest)), first.site());
}

}  // namespace loopglass
