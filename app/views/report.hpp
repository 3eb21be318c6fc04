// A running report of what the window shows, one JSON object a line, written when it changes: for tests that
// press real keys and click real controls, and for programs that read the window aloud.
#pragma once
#include <string>

#include "app/widgets/controls.hpp"

namespace loopglass {

class WindowReport {
 public:
  /// Appends to the file at `path`; a file that cannot be written is left alone.
  explicit WindowReport(std::string path) : path_(std::move(path)) {}

  /// What the window shows now. `fields` are names with values that are JSON already.
  struct Field {
    std::string name;
    std::string value;
  };
  void write(const std::vector<Field>& fields, const Controls& controls);

  static std::string quoted(std::string_view text);

 private:
  std::string path_;
  std::string last_;
};

}  // namespace loopglass
