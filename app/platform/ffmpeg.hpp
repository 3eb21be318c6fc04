// The program ffmpeg, started once: it is fed pictures and packs them as it was told.
#pragma once
#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "app/platform/image.hpp"

namespace loopglass::platform {

class Ffmpeg {
 public:
  /// `words`: what it is told about the pictures that come in raw (RGBA, `rate` a second), and what becomes
  /// of them. Returns nullptr with one line in `error` where it cannot be started.
  [[nodiscard]] static std::unique_ptr<Ffmpeg> start(int width, int height, int rate,
                                                     const std::vector<std::string>& words,
                                                     std::string& error);
  /// Before finish(): ends it at once.
  ~Ffmpeg();
  Ffmpeg(const Ffmpeg&) = delete;
  Ffmpeg& operator=(const Ffmpeg&) = delete;

  /// Waits while ffmpeg is behind. Returns false if it has ended; finish() says why.
  [[nodiscard]] bool feed(const Image& picture);
  /// No more pictures come: waits for its end. Returns false with its own words in `error` if it failed.
  [[nodiscard]] bool finish(std::string& error);

 private:
  Ffmpeg() = default;

  pid_t process_ = -1;
  int pictures_ = -1;    // its standard input
  int complaints_ = -1;  // its standard error
};

}  // namespace loopglass::platform
