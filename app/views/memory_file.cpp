#include "app/views/memory_file.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/platform/whole_file.hpp"

namespace loopglass {
namespace {

namespace fs = std::filesystem;

/// Larger than any that this program writes.
constexpr std::size_t most_bytes = 1 << 20;

std::string standard_path() {
  const auto named = [](const char* variable) {
    const char* value = std::getenv(variable);
    return fs::path(value != nullptr ? value : "");
  };
  fs::path folder = named("XDG_CONFIG_HOME");
  if (!folder.is_absolute()) {
    folder = named("HOME");
    if (!folder.is_absolute()) return {};
    folder /= ".config";
  }
  return (folder / "loopglass" / "window.json").string();
}

}  // namespace

MemoryFile::MemoryFile() : path_(standard_path()) {}

bool MemoryFile::is_new() const {
  std::error_code error;
  return !path_.empty() && !fs::exists(path_, error) && !error;
}

MemoryFile::Found MemoryFile::find(Remembered& remembered) const {
  std::error_code error;
  if (path_.empty() || !fs::is_regular_file(path_, error)) return Found::nothing;
  std::ifstream file(path_, std::ios::binary);
  if (!file) return Found::unreadable;
  std::string text(most_bytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  const bool whole = file.eof() && !file.bad();
  auto parsed = parse_remembered(text);
  if (!whole || !parsed) return Found::damaged;
  remembered = *parsed;
  return Found::whole;
}

Remembered MemoryFile::read(std::string& notice) const {
  Remembered remembered;
  const Found found = find(remembered);
  if (found == Found::unreadable)
    notice = "The settings in " + path_ + " cannot be read, so the standard ones are used.";
  if (found != Found::damaged) return remembered;
  std::error_code error;
  const std::string aside = path_ + ".damaged";
  fs::rename(path_, aside, error);
  notice = error ? "The settings in " + path_ + " are damaged, so the standard ones are used."
                 : "The settings were damaged. They are set aside as " + aside +
                       ", and the standard ones are used.";
  return remembered;
}

std::set<std::string> MemoryFile::seen() const {
  Remembered remembered;
  find(remembered);
  return remembered.seen;
}

bool MemoryFile::write(const Remembered& remembered, std::string& notice) const {
  if (path_.empty()) return true;
  std::error_code error;
  fs::create_directories(fs::path(path_).parent_path(), error);
  std::string why;
  if (platform::write_whole_file(path_, text_of(remembered), why)) return true;
  notice = "The settings are not kept. " + why + ".";
  return false;
}

}  // namespace loopglass
