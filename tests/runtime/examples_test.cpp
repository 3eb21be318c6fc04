// Every example in the headers of combinators, streams and blocking work, compiled and run. The last test
// holds the headers to what stands here.
#include <filesystem>
#include <fstream>

#include "tests/runtime/loopglass_test_case.hpp"

namespace loopglass {
namespace {

struct NotFound {
  std::string message() const { return "not found"; }
};

Future<std::string> fetch_user(int n) { co_return "user " + std::to_string(n); }
Future<int> fetch_orders(int n) { co_return n; }
Future<int> size_of(std::string name) { co_return static_cast<int>(name.size()); }
Future<Result<std::string, NotFound>> read(std::string name) {
  if (name == "b") co_return NotFound();
  co_return name;
}
Future<std::string> ask(std::string mirror) {
  co_await sleep(mirror == "mirror 1" ? 20ms : 10ms);
  co_return mirror;
}
Future<std::string> fetch(std::string url) {
  co_await sleep(10ms);
  co_return url + "!";
}
Future<std::string> fetch(int page) { return fetch("page " + std::to_string(page)); }
Future<> save(std::string url) {
  co_await sleep(10ms);
  println("saved ", url);
}
void show(const std::string& page) { println(page); }
int slow_sum(int n) { return n * (n + 1) / 2; }
std::string read_all(const std::string& path) { return "what is in " + path; }
const Lines urls{"a", "b", "c"};

LOOPGLASS_TEST("the example of join") {
  auto [user, orders] = co_await join(fetch_user(7), fetch_orders(7));
  CHECK((user == "user 7" && orders == 7));
}

LOOPGLASS_TEST("the example of join_all") {
  const Lines names{"one", "three"};
  std::vector<int> sizes = co_await join_all(names | std::views::transform(size_of));
  CHECK(sizes == std::vector{3, 5});
}

LOOPGLASS_TEST("the example of try_join") {
  auto both = co_await try_join(read("a"), read("b"));
  if (!both) println(both.error().message());
  CHECK(loop.output == Lines{"not found"});
}

LOOPGLASS_TEST("the example of select") {
  auto lines = ticks_every(1min).map([](Instant) { return "a line"; });
  (void)co_await lines.next();
  auto first = co_await select(lines.next(), sleep(5s));
  if (first.index() == 1) println("nobody said anything");
  CHECK(loop.output == Lines{"nobody said anything"});
}

LOOPGLASS_TEST("the example of select_biased") {
  const CancellationToken token;
  token.cancel();
  auto work = stream_of(urls);
  auto first = co_await select_biased(token.cancelled(), work.next());
  CHECK(first.index() == 0);
}

LOOPGLASS_TEST("the example of race") {
  std::string page = co_await race(ask("mirror 1"), ask("mirror 2"));
  CHECK(page == "mirror 2");
}

LOOPGLASS_TEST("the example of select_all") {
  const Lines all_pages{"mirror 1", "mirror 2", "mirror 3"};
  const auto download = ask;
  auto downloads = all_pages | std::views::transform(download);
  auto first = co_await select_all(downloads);
  println("page ", first.index, ", ", first.rest.size(), " to come");
  auto second = co_await select_all(std::move(first.rest));
  CHECK(second.rest.size() == 1);
  CHECK(loop.output.front().ends_with(", 2 to come"));
}

LOOPGLASS_TEST("the example of JoinSet") {
  JoinSet<std::string> pages;
  for (int n = 1; n <= 3; ++n) pages.spawn(fetch(n));
  while (auto page = co_await pages.join_next()) println(page->unwrap());
  CHECK(loop.output == Lines{"page 1!", "page 2!", "page 3!"});
}

LOOPGLASS_TEST("the example of for_each_concurrent") {
  co_await for_each_concurrent(urls, 4, [](std::string url) { return save(url); });
  CHECK(loop.output == Lines{"saved a", "saved b", "saved c"});
  CHECK(now() == Instant(10ms));
}

LOOPGLASS_TEST("the example of next") {
  auto lines = stream_of(urls);
  while (auto line = co_await lines.next()) println(*line);
  CHECK(loop.output == urls);
}

LOOPGLASS_TEST("the example of stream_of") {
  auto squares = stream_of(std::views::iota(1, 4)).map([](int n) { return n * n; });
  while (auto square = co_await squares.next()) println(*square);
  CHECK(loop.output == Lines{"1", "4", "9"});
}

Future<> count(Sender<int> sender) {
  for (int n = 1; n <= 3; ++n) static_cast<void>(co_await sender.send(n));
}

LOOPGLASS_TEST("the example of a stream of messages") {
  auto [sender, receiver] = channel<int>(8, "numbers");
  auto producer = spawn(count(std::move(sender)));
  auto squares = stream_of(std::move(receiver)).map([](int n) { return n * n; });
  while (auto square = co_await squares.next()) println(*square);
  CHECK(loop.output == Lines{"1", "4", "9"});
  (co_await producer).unwrap();
}

LOOPGLASS_TEST("the example of ticks") {
  auto beats = ticks_every(1s).take(3);
  while (auto due = co_await beats.next()) println("beat at ", *due);
  CHECK(loop.output == Lines{"beat at 0 ms", "beat at 1 s", "beat at 2 s"});
}

LOOPGLASS_TEST("the example of buffered") {
  struct Story {
    static Future<std::string> fetch(std::string url) { co_return url; }
    static Future<> run() {
      auto pages = stream_of(urls).map(fetch).buffered(4);
      while (auto page = co_await pages.next()) show(*page);
    }
  };
  co_await Story::run();
  CHECK(loop.output == urls);
}

LOOPGLASS_TEST("the example of spawn_blocking") {
  auto handle = spawn_blocking([] { return slow_sum(1000); }, "sum");
  Result<int, JoinError> sum = co_await handle;
  CHECK(sum.unwrap() == 500500);
}

LOOPGLASS_TEST("the example of block_in_place") {
  const std::string path = "notes.txt";
  std::string text = co_await block_in_place([&] { return read_all(path); });
  CHECK(text == "what is in notes.txt");
}

LOOPGLASS_TEST("the example of read_file") {
  Result<std::string, FileError> text = co_await read_file("notes.txt");
  if (!text) println(text.error().message());
  CHECK(loop.output == Lines{"cannot read notes.txt: No such file or directory"});
}

Lines lines_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  Lines lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line.substr(std::min(line.find_first_not_of(' '), line.size())));
  return lines;
}

TEST_CASE("the examples in the headers are those of this file") {
  const Lines here = lines_of("tests/runtime/examples_test.cpp");
  std::vector<std::filesystem::path> headers;
  for (const char* name : {"join", "try_join", "select", "select_all", "join_set", "for_each_concurrent",
                           "spawn_blocking", "block_in_place", "read_file"}) {
    headers.emplace_back(std::string("runtime/") + name + ".hpp");
  }
  for (const auto& entry : std::filesystem::directory_iterator("runtime/stream"))
    headers.push_back(entry.path());
  int found = 0;
  for (const auto& header : headers) {
    for (const std::string& line : lines_of(header)) {
      if (!line.starts_with("///     ")) continue;
      CAPTURE(header, line);
      CHECK(std::ranges::count(here, line.substr(8)) > 0);
      ++found;
    }
  }
  CHECK(found >= 20);
}

}  // namespace
}  // namespace loopglass
