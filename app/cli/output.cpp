#include "app/cli/output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

constexpr std::size_t piece = 1 << 16;

/// Writes all of it; 0, or why it could not.
int write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      pollfd ready{file, POLLOUT, 0};
      poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

}  // namespace

void secure_standard_streams() {
  std::signal(SIGPIPE, SIG_IGN);
  for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(file, F_GETFD) != -1 || errno != EBADF) continue;
    // Opened the wrong way round, so that using it is still the error it was.
    open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

void complain(std::string_view message) {
  write_all(STDERR_FILENO, "loopglass: " + one_line(message, 1000) + "\n");
}

void Output::write(std::string_view text) {
  if (error_ != 0) return;
  waiting_ += text;
  if (waiting_.size() >= piece) flush();
}

void Output::line(std::string_view text) {
  write(text);
  write("\n");
  if (live_) flush();
}

void Output::flush() {
  if (error_ == 0 && !waiting_.empty()) error_ = write_all(STDOUT_FILENO, waiting_);
  waiting_.clear();
}

int Output::finish(int status) {
  flush();
  if (error_ == 0) return status;
  if (error_ == EPIPE) return status_unread;
  complain(std::string("The output cannot be written: ") + std::strerror(error_) +
           ". Give standard output a place that takes it.");
  return status_refused;
}

}  // namespace loopglass
