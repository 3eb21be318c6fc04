// Reading a file. The system has no way to await that, so a worker thread does it.
#pragma once
#include <string>

#include "runtime/future.hpp"
#include "runtime/result.hpp"

namespace loopglass {

/// Why a file could not be read.
struct FileError {
  std::string text;
  /// "cannot read notes.txt: No such file or directory"
  std::string message() const { return text; }
};

/// All of a file, read on a worker thread. On the virtual clock reading takes no time, and the run depends on
/// what is in the file.
///
///     Result<std::string, FileError> text = co_await read_file("notes.txt");
///     if (!text) println(text.error().message());
Future<Result<std::string, FileError>> read_file(std::string path);

}  // namespace loopglass
