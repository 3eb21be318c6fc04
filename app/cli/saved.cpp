#include "app/cli/saved.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

using Clock = std::chrono::steady_clock;

/// One line that is written again and again, and is gone at the end.
class ProgressLine {
 public:
  explicit ProgressLine(const std::string& path) : path_(path) {}
  ~ProgressLine() {
    if (is_written_) fmt::print(stderr, "\r{}\r", clear_line);
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void tell(double share) {
    if (share == 0 || Clock::now() < next_) return;
    next_ = Clock::now() + wait;
    is_written_ = true;
    fmt::print(stderr, "\r{}Reading {}: {:.0f} % (Ctrl-C stops)", clear_line, in_quotes(path_), share * 100);
    std::fflush(stderr);
  }

 private:
  static constexpr auto wait = std::chrono::milliseconds(300);
  static constexpr const char* clear_line = "\033[K";

  const std::string& path_;
  Clock::time_point next_ = Clock::now() + wait;
  bool is_written_ = false;
};

}  // namespace

Result<Recorded, Complaint> read_saved(const std::string& path) {
  if (isatty(STDERR_FILENO) == 0) return read_trace_file(path);
  ProgressLine line(path);
  return read_trace_file(path, [&](double share) {
    line.tell(share);
    return true;
  });
}

}  // namespace loopglass
