// Where a person's own settings lie, and how they get there and back. Whatever is in the file, the window
// starts.
#pragma once
#include <set>
#include <string>

#include "app/session/remembered.hpp"

namespace loopglass {

class MemoryFile {
 public:
  /// The file `loopglass/window.json` in $XDG_CONFIG_HOME or ~/.config; nowhere if there is no such folder to
  /// be named.
  MemoryFile();
  explicit MemoryFile(std::string path) : path_(std::move(path)) {}

  /// Whether there is no file yet, and a place for one: nobody has been here before.
  bool is_new() const;
  /// What was remembered, or the standard. A damaged file is set aside, beside itself; `notice` says so, and
  /// is left alone otherwise.
  Remembered read(std::string& notice) const;
  /// The scenarios that were seen to their end. Nothing is changed, whatever is in the file.
  std::set<std::string> seen() const;
  /// Makes the folder if there is none. Returns false with one line in `notice` if it cannot be written.
  bool write(const Remembered& remembered, std::string& notice) const;

 private:
  enum class Found { nothing, unreadable, damaged, whole };
  Found find(Remembered& remembered) const;

  std::string path_;  // empty: nowhere
};

}  // namespace loopglass
