#include "runtime/sync/once_cell.hpp"

#include "tests/catch.hpp"
#include "tests/runtime/loop.hpp"

namespace loopglass {
namespace {

Future<int> loads(int value, Duration d) {
  println("load ", value);
  co_await sleep(d);
  co_return value;
}

Future<int> fails() {
  co_await sleep(1ms);
  panic("no config");
}

Future<> uses(OnceCell<int> cell, int value) {
  const int* shared = co_await cell.get_or_init(loads(value, 10ms));
  println("has ", *shared);
}

Future<> uses_failing(OnceCell<int> cell) { (void)co_await cell.get_or_init(fails()); }

TEST_CASE("the example of a once cell: the value is made once, and the others wait for it") {
  Loop loop;
  const OnceCell<int> cell("config");
  CHECK(cell.get() == nullptr);
  const auto a = loop.spawn(uses(cell, 1));
  const auto b = loop.spawn(uses(cell, 2));
  loop.run();
  const auto c = loop.spawn(uses(cell, 3));
  loop.run();
  CHECK(loop.output == Lines{"load 1", "has 1", "has 1", "has 1"});
  CHECK(loop.time() == 10ms);
  CHECK(*cell.get() == 1);
  CHECK(loop.wakes(b.id()).size() == 1);
}

TEST_CASE("when the maker of the value is aborted or panics, the next in line makes its own") {
  for (const bool is_aborted : {true, false}) {
    Loop loop;
    const OnceCell<int> cell;
    const auto a = is_aborted ? loop.spawn(uses(cell, 1)) : loop.spawn(uses_failing(cell));
    const auto b = loop.spawn(uses(cell, 2));
    const auto c = loop.spawn(uses(cell, 3));
    for (int n = 0; n < 3; ++n) loop.tick();
    if (is_aborted) a.abort();
    loop.run();
    CHECK(*cell.get() == 2);
    Lines last(loop.output.end() - 3, loop.output.end());
    CHECK(last == Lines{"load 2", "has 2", "has 2"});
  }
}

TEST_CASE("the right to make the value is passed on by a task that is aborted before its poll") {
  Loop loop;
  const OnceCell<int> cell;
  const auto a = loop.spawn(uses(cell, 1));
  const auto b = loop.spawn(uses(cell, 2));
  const auto c = loop.spawn(uses(cell, 3));
  for (int n = 0; n < 3; ++n) loop.tick();
  a.abort();
  loop.tick();  // a is dropped, and b is granted
  b.abort();
  loop.run();
  CHECK(loop.output == Lines{"load 1", "load 3", "has 3"});
}

TEST_CASE("a cell whose only maker is aborted can be made again") {
  Loop loop;
  const OnceCell<int> cell;
  const auto a = loop.spawn(uses(cell, 1));
  loop.tick();
  a.abort();
  loop.run();
  const auto b = loop.spawn(uses(cell, 2));
  loop.run();
  CHECK(*cell.get() == 2);
}

}  // namespace
}  // namespace loopglass
