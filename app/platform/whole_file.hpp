// How bytes reach the disk: into a new file beside the target, which is then renamed, so that nobody ever
// finds half a file. What is there and is no plain file (a device, a pipe) is written to as it is.
#pragma once
#include <string>
#include <string_view>

namespace loopglass::platform {

/// Writes all of it. On failure returns false, leaves what was at `path` as it was, and puts one line into
/// `error` that says what happened and what to do.
[[nodiscard]] bool write_whole_file(const std::string& path, std::string_view bytes, std::string& error);

}  // namespace loopglass::platform
