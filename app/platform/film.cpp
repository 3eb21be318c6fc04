#include "app/platform/film.hpp"

#include <utility>
#include <vector>

namespace loopglass::platform {

std::unique_ptr<Film> Film::begin(const std::string& path, Form form, int width, int height,
                                  std::string& error) {
  std::unique_ptr<Film> film(new Film(path, form, width, height));
  return film->start(error) ? std::move(film) : nullptr;
}

bool Film::start(std::string& error) {
  file_ = UnfinishedFile::create(path_, error);
  if (!file_) return false;
  if (form_ != Form::gif) return start_packing(error);
  palette_ = UnfinishedFile::create(path_, error);
  if (!palette_) return false;
  choosing_ = Ffmpeg::start(width_, height_, 1,
                            {"-vf", "palettegen=reserve_transparent=1", "-update", "1", "-frames:v", "1",
                             "-c:v", "png", "-f", "image2", palette_->path()},
                            error);
  return choosing_ != nullptr;
}

bool Film::start_packing(std::string& error) {
  std::vector<std::string> words;
  if (form_ == Form::gif) {
    words = {"-f",     "png_pipe",
             "-i",     palette_->path(),
             "-lavfi", "paletteuse=dither=none:diff_mode=rectangle",
             "-loop",  "0",
             "-f",     "gif"};
  } else {
    words = {"-c:v",      "libvpx-vp9", "-pix_fmt",  "yuv420p", "-crf",    "20", "-b:v", "0",
             "-deadline", "realtime",   "-cpu-used", "6",       "-row-mt", "1",  "-f",   "webm"};
  }
  words.push_back(file_->path());
  packing_ = Ffmpeg::start(width_, height_, pictures_a_second, words, error);
  return packing_ != nullptr;
}

bool Film::take_colours(const Image& picture, std::string& error) {
  return choosing_->feed(picture) || end(choosing_, error);
}

bool Film::add(const Image& picture, std::string& error) {
  if (choosing_ && !end(choosing_, error)) return false;
  if (!packing_ && !start_packing(error)) return false;
  return packing_->feed(picture) || end(packing_, error);
}

bool Film::finish(std::string& error) { return end(packing_, error) && file_->finish(error); }

bool Film::end(std::unique_ptr<Ffmpeg>& ffmpeg, std::string& error) const {
  std::string why;
  const bool well = ffmpeg->finish(why);
  ffmpeg.reset();
  if (!well) {
    error = "Cannot write " + path_ + ": " + why +
            "; make room on the disk, or choose another place or another form";
  }
  return well;
}

}  // namespace loopglass::platform
