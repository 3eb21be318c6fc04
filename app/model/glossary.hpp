// The terms of the field, each with its meaning in one or two plain sentences, and where they stand in a
// text.
//
// A meaning speaks of what this program's runtime does, in the words that the sentences of the window use.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace loopglass {

struct Term {
  std::string_view name;
  std::string_view meaning;
  /// Other ways to say it ("polled", "polls"), with a '|' between them. Plurals that only add an s need none.
  std::string_view forms;
};

/// All terms, by name.
std::span<const Term> glossary();

/// The term that is said so, in any case and form; null if there is none.
const Term* find_term(std::string_view words);

/// A term in a text: the bytes from `begin` to `end` say it.
struct TermPlace {
  std::size_t begin;
  std::size_t end;
  const Term* term;
};

/// Where each term stands for the first time, from left to right. A term is whole words; of terms that begin
/// at the same word, the longest.
std::vector<TermPlace> terms_in(std::string_view text);

}  // namespace loopglass
