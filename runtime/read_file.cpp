#include "runtime/read_file.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "runtime/spawn_blocking.hpp"

namespace loopglass {
namespace {

FileError failed(const std::string& path) {
  return {"cannot read " + path + ": " + std::generic_category().message(errno)};
}

Result<std::string, FileError> read_all(const std::string& path) {
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) return failed(path);
  std::string text;
  char piece[16384];
  for (std::size_t got = 1; got > 0;) {
    got = std::fread(piece, 1, sizeof piece, file.get());
    text.append(piece, got);
  }
  if (std::ferror(file.get())) return failed(path);
  return text;
}

}  // namespace

Future<Result<std::string, FileError>> read_file(std::string path) {
  auto handle = spawn_blocking([path] { return read_all(path); }, "read " + path);
  co_return (co_await handle).unwrap();
}

}  // namespace loopglass
