#include "app/cli/saved.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

using Clock = std::chrono::steady_clock;

/// One line that is written again and again, and is gone at the end.
class ProgressLine {
 public:
  explicit ProgressLine(const std::string& path) : path_(path), next_(Clock::now() + wait) {
    std::error_code unknown;
    const auto size = std::filesystem::file_size(path, unknown);
    if (!unknown) bytes_ = size;
  }
  ~ProgressLine() {
    if (is_written_) fmt::print(stderr, "\r{}\r", clear_line);
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void tell(std::uint64_t read) {
    if (bytes_ == 0 || Clock::now() < next_) return;
    next_ = Clock::now() + wait;
    is_written_ = true;
    const std::uint64_t percent = std::min<std::uint64_t>(read * 100 / bytes_, 100);
    fmt::print(stderr, "\r{}Reading {}: {} % (Ctrl-C stops)", clear_line, in_quotes(path_), percent);
    std::fflush(stderr);
  }

 private:
  static constexpr auto wait = std::chrono::milliseconds(300);
  static constexpr const char* clear_line = "\033[K";

  const std::string& path_;
  std::uint64_t bytes_ = 0;
  Clock::time_point next_;
  bool is_written_ = false;
};

}  // namespace

Result<Recorded, Complaint> read_saved(const std::string& path) {
  if (isatty(STDERR_FILENO) == 0) return read_trace_file(path);
  ProgressLine line(path);
  return read_trace_file(path, [&](std::uint64_t read) {
    line.tell(read);
    return true;
  });
}

}  // namespace loopglass
