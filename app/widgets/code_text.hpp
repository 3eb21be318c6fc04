// C++ text in coloured pieces: as much of the language as a reader's eye needs.
#pragma once
#include <string_view>
#include <vector>

namespace loopglass {

enum class CodePiece { plain, keyword, coroutine, string, comment, number };

struct CodeSpan {
  std::string_view text;
  CodePiece piece = CodePiece::plain;
};

/// One line in pieces; together they are the line. Comments over several lines are not known.
std::vector<CodeSpan> colour_line(std::string_view line);

/// The lines of a text, without their ends.
std::vector<std::string_view> split_lines(std::string_view text);

}  // namespace loopglass
