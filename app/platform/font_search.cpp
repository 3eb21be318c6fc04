#include "app/platform/font_search.hpp"

#include <cstdlib>
#include <fstream>
#include <vector>

namespace loopglass::platform {
namespace {

std::vector<std::string> folders() {
  std::vector<std::string> list;
  if (const char* own = std::getenv("LOOPGLASS_FONTS"); own != nullptr && *own != '\0')
    list.emplace_back(own);
  for (const char* folder : {
           "/usr/share/fonts/opentype/inter",
           "/usr/share/fonts/truetype/jetbrains-mono",  // Debian, Ubuntu
           "/usr/share/fonts/truetype/inter",
           "/usr/share/fonts/truetype/dejavu",
           "/usr/share/fonts/truetype/liberation",
           "/usr/share/fonts/truetype/noto",
           "/usr/share/fonts/inter",
           "/usr/share/fonts/jetbrains-mono-fonts",  // Fedora
           "/usr/share/fonts/rsms-inter-fonts",
           "/usr/share/fonts/dejavu-sans-fonts",
           "/usr/share/fonts/dejavu-sans-mono-fonts",
           "/usr/share/fonts/TTF",
           "/usr/share/fonts/OTF",  // Arch
           "/usr/local/share/fonts",
           "/Library/Fonts",
       }) {
    list.emplace_back(folder);
  }
  if (const char* home = std::getenv("HOME"); home != nullptr) {
    list.push_back(std::string(home) + "/.local/share/fonts");
    list.push_back(std::string(home) + "/.fonts");
  }
  return list;
}

/// True for a file that begins as TrueType, OpenType or a collection does; anything else would abort later.
bool is_font(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string magic(4, '\0');
  if (!file.read(magic.data(), 4)) return false;
  return magic == std::string("\0\1\0\0", 4) || magic == "OTTO" || magic == "true" || magic == "ttcf";
}

}  // namespace

std::string find_font(std::initializer_list<const char*> file_names) {
  const std::vector<std::string> places = folders();
  for (const char* name : file_names) {
    for (const std::string& folder : places) {
      std::string path = folder + "/" + name;
      if (is_font(path)) return path;
    }
  }
  return {};
}

}  // namespace loopglass::platform
