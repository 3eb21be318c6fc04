#include "app/cli/columns.hpp"

#include <algorithm>
#include <utility>

#include "app/session/shown_text.hpp"

namespace loopglass {
namespace {

std::string filling(std::string_view text, std::size_t width) {
  return std::string(width - std::min(width, count_characters(text)), ' ');
}

}  // namespace

std::string left(std::string_view text, std::size_t width) {
  return std::string(text) + filling(text, width);
}

std::string right(std::string_view text, std::size_t width) {
  return filling(text, width) + std::string(text);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && count_characters(line) + 1 + count_characters(word) > width) {
      lines.push_back(trimmed(std::exchange(line, "")));
    }
    line += (line.empty() ? "" : " ") + std::string(word);
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace loopglass
