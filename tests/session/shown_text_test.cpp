#include "app/session/shown_text.hpp"

#include "tests/catch.hpp"

namespace loopglass {

TEST_CASE("text of any bytes becomes one line of UTF-8") {
  CHECK(one_line("plain, \u00e4\u20ac\U0001f600") == "plain, \u00e4\u20ac\U0001f600");
  CHECK(one_line("a\nb\tc\x1b[31m\x7f") == "a?b?c?[31m?");
  CHECK(one_line("\xff\xc3") == "??");
  CHECK(one_line("\xc0\x80") == "??");            // an overlong NUL
  CHECK(one_line("\xed\xa0\x80") == "???");       // half of a surrogate pair
  CHECK(one_line("\xf4\x90\x80\x80") == "????");  // past the last character
  CHECK(one_line("a\u202eb\u2028c") == "a?b?c");
  CHECK(one_line(std::string_view("\0", 1)) == "?");
}

TEST_CASE("long text is cut between characters") {
  CHECK(one_line("\u00e4\u00e4\u00e4", 2) == "\u00e4\u00e4…");
  CHECK(one_line("\u00e4\u00e4", 2) == "\u00e4\u00e4");
  CHECK(in_quotes(std::string(50, 'a')) == "'" + std::string(40, 'a') + "…'");
}

TEST_CASE("characters are counted, not bytes") {
  CHECK(count_characters("") == 0);
  CHECK(count_characters("\u00b5s") == 2);
  CHECK(count_characters("\xff\xff") == 2);
}

}  // namespace loopglass
