#include "app/session/fuzzy_match.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace loopglass {
namespace {

constexpr int no_way = -1'000'000;
constexpr int letter = 8;
constexpr int begins_word = 10;
constexpr int begins_text = 6;  // more than a word
constexpr int together = 12;

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool is_part_of_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

int worth(std::string_view text, std::size_t at) {
  if (at == 0) return letter + begins_word + begins_text;
  return is_part_of_word(text[at]) && !is_part_of_word(text[at - 1]) ? letter + begins_word : letter;
}

}  // namespace

std::optional<FuzzyMatch> fuzzy_match(std::string_view wanted, std::string_view text) {
  std::string letters;
  for (const char c : wanted) {
    if (c != ' ') letters += lower(c);
  }
  if (letters.empty()) return FuzzyMatch{};
  if (letters.size() > text.size()) return std::nullopt;

  // best[i][j]: the best score of the first i + 1 letters where the last of them stands at j.
  const std::size_t width = text.size();
  std::vector<int> best(letters.size() * width, no_way);
  std::vector<std::size_t> before(letters.size() * width, 0);  // where the letter before stands then
  for (std::size_t i = 0; i < letters.size(); ++i) {
    int apart = no_way;  // the best of the letter before, further left than the place just before
    std::size_t apart_at = 0;
    for (std::size_t j = i; j < width; ++j) {
      int& here = best[i * width + j];
      if (i == 0) {
        if (lower(text[j]) == letters[i]) here = worth(text, j);
        continue;
      }
      const int* const row = &best[(i - 1) * width];
      if (j >= 2 && row[j - 2] > apart) apart = row[j - 2], apart_at = j - 2;
      if (lower(text[j]) != letters[i]) continue;
      const int joined = row[j - 1] > no_way ? row[j - 1] + together : no_way;
      const bool joins = joined >= apart;
      if (std::max(joined, apart) == no_way) continue;
      here = std::max(joined, apart) + worth(text, j);
      before[i * width + j] = joins ? j - 1 : apart_at;
    }
  }
  const auto last = best.end() - static_cast<std::ptrdiff_t>(width);
  const auto top = std::max_element(last, best.end());
  if (*top == no_way) return std::nullopt;

  FuzzyMatch match{.score = *top * 4 - static_cast<int>(std::min<std::size_t>(width - letters.size(), 60)),
                   .places = std::vector<std::size_t>(letters.size())};
  auto at = static_cast<std::size_t>(top - last);
  for (std::size_t i = letters.size(); i-- > 0;) {
    match.places[i] = at;
    at = before[i * width + at];
  }
  return match;
}

}  // namespace loopglass
