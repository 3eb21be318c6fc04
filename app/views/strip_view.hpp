// A row below the bar, there only while it is needed: a field to find events by words, the note of a
// bookmark, or how far the reading of a file is.
//
// It keeps what is typed; what is found, and the notes, belong to the run.
#pragma once
#include <array>
#include <string>

#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

class StripView {
 public:
  /// Opens the field to find events by, with the words it had last.
  void open_find();
  /// Opens the note of this bookmark.
  void open_note(const Bookmark& bookmark);
  /// Shows how far a file is read, of 1; until close().
  void show_reading(std::string file, double share);
  void close() {
    content_ = Content::nothing;
    settling_ = settle_frames;
  }
  /// Another run is shown: its bookmarks are others.
  void reset() {
    if (content_ == Content::note) close();
  }
  bool is_open() const { return content_ != Content::nothing; }
  /// Whether the field is about to take the keys, or to give them back: that needs a few frames more.
  bool is_moving() const { return settling_ > 0; }

  /// Takes its row from the top of `rest`, if it is open.
  void draw(const Canvas& canvas, Rect& rest, const Stage& stage, Commands& commands);

 private:
  enum class Content { nothing, find, note, reading };
  static constexpr int settle_frames = 4;
  void open(Content content);
  void draw_find(const Canvas& canvas, Rect row, const Stage& stage, Commands& commands);
  void draw_note(const Canvas& canvas, Rect row, const Stage& stage, Commands& commands);
  void draw_reading(const Canvas& canvas, Rect row, Commands& commands);

  Content content_ = Content::nothing;
  bool focus_wanted_ = false;
  int settling_ = 0;
  std::array<char, 60> words_{};
  std::array<char, 100> note_{};
  Bookmark noted_;  // whose note it is
  std::string file_;
  double share_ = 0;
};

}  // namespace loopglass
