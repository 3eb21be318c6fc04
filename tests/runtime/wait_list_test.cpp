#include "runtime/wait_list.hpp"

#include <optional>

#include "tests/catch.hpp"

namespace loopglass {
namespace {

TEST_CASE("those who wait are served in the order in which they came") {
  WaitList list;
  WaitEntry a, b, c;
  list.push(a);
  list.push(b);
  list.push(c);
  CHECK(list.pop() == &a);
  CHECK(list.pop() == &b);
  CHECK(list.pop() == &c);
  CHECK(list.pop() == nullptr);
  CHECK(list.empty());
}

TEST_CASE("an entry may leave from the front, the middle and the back") {
  WaitList list;
  WaitEntry a, b, c, d;
  for (WaitEntry* entry : {&a, &b, &c, &d}) list.push(*entry);
  b.unlink();
  a.unlink();
  d.unlink();
  CHECK_FALSE(a.is_linked());
  CHECK(c.is_linked());
  CHECK(list.pop() == &c);
  CHECK(list.empty());
}

TEST_CASE("an entry that dies leaves the list") {
  WaitList list;
  WaitEntry stays;
  {
    WaitEntry goes;
    list.push(goes);
    list.push(stays);
  }
  CHECK(list.pop() == &stays);
  CHECK(list.empty());
}

TEST_CASE("an entry that has left may come again, behind the others") {
  WaitList list;
  WaitEntry a, b;
  list.push(a);
  list.push(b);
  a.unlink();
  a.unlink();
  list.push(a);
  CHECK(list.pop() == &b);
  CHECK(list.pop() == &a);
}

TEST_CASE("a list that dies lets its entries go") {
  WaitEntry entry;
  {
    WaitList list;
    list.push(entry);
  }
  CHECK_FALSE(entry.is_linked());
}

}  // namespace
}  // namespace loopglass
