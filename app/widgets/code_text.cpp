#include "app/widgets/code_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace loopglass {
namespace {

constexpr std::array<std::string_view, 3> coroutine_words = {"co_await", "co_return", "co_yield"};
constexpr std::array<std::string_view, 38> keywords = {
    "auto",      "bool",     "break",  "case",   "catch",  "char",   "class",    "const",
    "constexpr", "continue", "do",     "double", "else",   "enum",   "explicit", "false",
    "float",     "for",      "if",     "int",    "long",   "new",    "nullptr",  "private",
    "public",    "return",   "sizeof", "static", "struct", "switch", "template", "this",
    "throw",     "true",     "try",    "using",  "void",   "while"};

bool is_word_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// The length of the piece that begins the text, and what it is.
CodeSpan first_piece(std::string_view text) {
  const char c = text.front();
  if (text.starts_with("//")) return {text, CodePiece::comment};
  if (c == '"' || c == '\'') {
    std::size_t end = 1;
    while (end < text.size() && text[end] != c) end += text[end] == '\\' ? 2 : 1;
    return {text.substr(0, std::min(end + 1, text.size())), CodePiece::string};
  }
  if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
    const auto end =
        std::ranges::find_if_not(text, [](char d) { return is_word_char(d) || d == '.' || d == '\''; });
    return {text.substr(0, static_cast<std::size_t>(end - text.begin())), CodePiece::number};
  }
  if (is_word_char(c)) {
    const auto end = std::ranges::find_if_not(text, is_word_char);
    const std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    const CodePiece piece = std::ranges::count(coroutine_words, word) > 0 ? CodePiece::coroutine
                            : std::ranges::count(keywords, word) > 0      ? CodePiece::keyword
                                                                          : CodePiece::plain;
    return {word, piece};
  }
  return {text.substr(0, 1), CodePiece::plain};
}

}  // namespace

std::vector<CodeSpan> colour_line(std::string_view line) {
  std::vector<CodeSpan> spans;
  while (!line.empty()) {
    const CodeSpan span = first_piece(line);
    if (span.piece == CodePiece::plain && !spans.empty() && spans.back().piece == CodePiece::plain) {
      spans.back().text = {spans.back().text.data(), spans.back().text.size() + span.text.size()};
    } else {
      spans.push_back(span);
    }
    line.remove_prefix(span.text.size());
  }
  return spans;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace loopglass
