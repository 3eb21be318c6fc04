// A picture reaches the disk whole, or not at all and with a word on why.
#include "app/platform/image.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/catch.hpp"

namespace loopglass::platform {
namespace {

namespace fs = std::filesystem;

/// A folder that goes when the test does.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "loopglass-test-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::permissions(path, fs::perms::owner_all, ignored);
    fs::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string file(const char* name) const { return (path / name).string(); }
  [[nodiscard]] long files() const { return std::distance(fs::directory_iterator(path), {}); }
};

Image small_picture() { return {.width = 2, .height = 1, .rgba = {255, 0, 0, 255, 0, 0, 255, 255}}; }

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool one_line(const std::string& text) { return !text.empty() && text.find('\n') == std::string::npos; }

}  // namespace

TEST_CASE("a picture is written as PNG and nothing else is left in the folder") {
  const Folder folder;
  std::string error;
  REQUIRE(write_png(folder.file("a.png"), small_picture(), error));
  CHECK(read(folder.file("a.png")).substr(0, 8) == "\x89PNG\r\n\x1a\n");
  CHECK(folder.files() == 1);
}

TEST_CASE("writing again replaces the picture, also through a link") {
  const Folder folder;
  std::string error;
  std::ofstream(folder.file("a.png")) << "old";
  fs::create_symlink(folder.file("a.png"), folder.file("link.png"));
  REQUIRE(write_png(folder.file("link.png"), small_picture(), error));
  CHECK(fs::is_symlink(folder.file("link.png")));
  CHECK(read(folder.file("a.png")).size() > 30);
  CHECK(folder.files() == 2);
}

TEST_CASE("a missing folder is named and nothing is made") {
  const Folder folder;
  std::string error;
  CHECK_FALSE(write_png(folder.file("no/such/a.png"), small_picture(), error));
  CHECK(one_line(error));
  CHECK(error.find("create the folder") != std::string::npos);
  CHECK(folder.files() == 0);
}

TEST_CASE("a folder in place of a file is refused") {
  const Folder folder;
  std::string error;
  CHECK_FALSE(write_png(folder.path.string(), small_picture(), error));
  CHECK(one_line(error));
  CHECK(error.find("add a file name") != std::string::npos);
}

TEST_CASE("a folder that is read-only is refused") {
  if (::geteuid() == 0) return;  // to root nothing is read-only
  const Folder folder;
  fs::permissions(folder.path, fs::perms::owner_read | fs::perms::owner_exec);
  std::string error;
  CHECK_FALSE(write_png(folder.file("a.png"), small_picture(), error));
  CHECK(error.find("may write") != std::string::npos);
}

TEST_CASE("a file that is read-only stays as it is") {
  if (::geteuid() == 0) return;
  const Folder folder;
  std::ofstream(folder.file("a.png")) << "old";
  fs::permissions(folder.file("a.png"), fs::perms::owner_read);
  std::string error;
  CHECK_FALSE(write_png(folder.file("a.png"), small_picture(), error));
  CHECK(read(folder.file("a.png")) == "old");
}

TEST_CASE("a full disk is said, and a device is never replaced by a file") {
  if (!fs::exists("/dev/full")) return;
  std::string error;
  CHECK_FALSE(write_png("/dev/full", small_picture(), error));
  CHECK(error.find("make room") != std::string::npos);
  CHECK(fs::is_character_file("/dev/full"));
}

TEST_CASE("an empty picture is refused") {
  const Folder folder;
  std::string error;
  CHECK_FALSE(write_png(folder.file("a.png"), Image{}, error));
  CHECK(one_line(error));
  CHECK(folder.files() == 0);
}

}  // namespace loopglass::platform
