// How bytes reach the disk: into a new file beside the target, which is then renamed, so that nobody ever
// finds half a file. What is there and is no plain file (a device, a pipe) is written to as it is.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace loopglass::platform {

/// Writes all of it. On failure returns false, leaves what was at `path` as it was, and puts one line into
/// `error` that says what happened and what to do.
[[nodiscard]] bool write_whole_file(const std::string& path, std::string_view bytes, std::string& error);

/// A new, empty file beside its target, for those who write it themselves. It takes the target's place when
/// it is whole; dropped before that, nothing is left of it.
class UnfinishedFile {
 public:
  /// Returns nullptr with one line in `error` where there can be none.
  [[nodiscard]] static std::unique_ptr<UnfinishedFile> create(const std::string& target, std::string& error);
  ~UnfinishedFile();
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;

  /// Where to write.
  [[nodiscard]] const std::string& path() const { return path_; }
  /// Takes the target's place, once.
  [[nodiscard]] bool finish(std::string& error);

 private:
  UnfinishedFile(std::string target, std::string path) : target_(std::move(target)), path_(std::move(path)) {}

  std::string target_;
  std::string path_;  // empty once it is finished
};

}  // namespace loopglass::platform
