// A film: pictures of one size, 25 a second, in a file that slides and pages show. It is packed while it is
// drawn, so a long one needs no more memory than a short one.
#pragma once
#include <memory>
#include <string>

#include "app/platform/ffmpeg.hpp"
#include "app/platform/image.hpp"
#include "app/platform/whole_file.hpp"

namespace loopglass::platform {

class Film {
 public:
  static constexpr int pictures_a_second = 25;

  enum class Form {
    gif,   ///< 256 colours for all pictures, chosen from those that it is told of; repeats for ever
    webm,  ///< VP9 with 4:2:0 colour, which browsers and slides play
  };

  /// Returns nullptr with one line in `error`: there is no ffmpeg, or no place for the file.
  [[nodiscard]] static std::unique_ptr<Film> begin(const std::string& path, Form form, int width, int height,
                                                   std::string& error);

  /// Whether it wants to be told of colours before the first picture is added.
  [[nodiscard]] bool wants_colours() const { return palette_ != nullptr; }
  // All pictures have the film's size. These wait while ffmpeg is behind, and return false with one line in
  // `error` when it cannot go on; then nothing is left of the film.
  [[nodiscard]] bool take_colours(const Image& picture, std::string& error);
  [[nodiscard]] bool add(const Image& picture, std::string& error);
  /// The file is there afterwards. Call it once, last.
  [[nodiscard]] bool finish(std::string& error);

 private:
  Film(std::string path, Form form, int width, int height)
      : path_(std::move(path)), form_(form), width_(width), height_(height) {}
  [[nodiscard]] bool start(std::string& error);
  [[nodiscard]] bool start_packing(std::string& error);
  [[nodiscard]] bool end(std::unique_ptr<Ffmpeg>& ffmpeg, std::string& error) const;

  std::string path_;
  Form form_;
  int width_;
  int height_;
  std::unique_ptr<UnfinishedFile> file_;
  std::unique_ptr<UnfinishedFile> palette_;  // a picture of the colours
  std::unique_ptr<Ffmpeg> choosing_;         // writes the palette
  std::unique_ptr<Ffmpeg> packing_;          // writes the file
};

}  // namespace loopglass::platform
