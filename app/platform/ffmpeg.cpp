#include "app/platform/ffmpeg.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <system_error>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX has no header for it

namespace loopglass::platform {
namespace {

void close_if_open(int& file) {
  if (file >= 0) ::close(file);
  file = -1;
}

/// The exit status, or -1.
int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Starts it between two pipes; returns 0 or the error's number.
int spawn(std::vector<std::string> words, int in, int err, pid_t& process) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // In a group of its own: Ctrl-C reaches this program only, which then ends ffmpeg and tidies up.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  const int code =
      ::posix_spawnp(&process, arguments.front(), &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return code;
}

}  // namespace

std::unique_ptr<Ffmpeg> Ffmpeg::start(int width, int height, int rate, const std::vector<std::string>& words,
                                      std::string& error) {
  std::unique_ptr<Ffmpeg> ffmpeg(new Ffmpeg);
  std::array<int, 2> in{-1, -1};
  std::array<int, 2> err{-1, -1};
  int code = ::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0 ? errno : 0;
  if (code == 0) {
    std::vector<std::string> all{"ffmpeg",
                                 "-nostdin",
                                 "-hide_banner",
                                 "-loglevel",
                                 "error",
                                 "-y",
                                 "-f",
                                 "rawvideo",
                                 "-pixel_format",
                                 "rgba",
                                 "-video_size",
                                 std::to_string(width) + "x" + std::to_string(height),
                                 "-framerate",
                                 std::to_string(rate),
                                 "-i",
                                 "pipe:0"};
    all.insert(all.end(), words.begin(), words.end());
    code = spawn(std::move(all), in[0], err[1], ffmpeg->process_);
  }
  close_if_open(in[0]);
  close_if_open(err[1]);
  ffmpeg->pictures_ = in[1];
  ffmpeg->complaints_ = err[0];
  if (code == 0) return ffmpeg;
  ffmpeg->process_ = -1;
  error = code == ENOENT ? "Films are packed by the program ffmpeg, which is not here; install ffmpeg"
                         : "Cannot start ffmpeg: " + std::generic_category().message(code) +
                               "; close other programs and try again";
  return nullptr;
}

Ffmpeg::~Ffmpeg() {
  close_if_open(pictures_);
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    wait_for(process_);
  }
  close_if_open(complaints_);
}

bool Ffmpeg::feed(const Image& picture) {
  std::string_view bytes(reinterpret_cast<const char*>(picture.rgba.data()), picture.rgba.size());
  while (!bytes.empty()) {
    const ssize_t written = ::write(pictures_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

bool Ffmpeg::finish(std::string& error) {
  close_if_open(pictures_);
  const int status = wait_for(process_);
  process_ = -1;
  if (status == 0) return true;
  std::array<char, 4096> said{};
  const ssize_t length = ::read(complaints_, said.data(), said.size());
  std::string line(said.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
  line = line.substr(0, line.find('\n'));
  error = line.empty() ? "ffmpeg ended before the film did" : "ffmpeg says \"" + line + "\"";
  return false;
}

}  // namespace loopglass::platform
