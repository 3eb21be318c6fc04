// A saved run is read beside whoever waits for it.
#include "app/session/run_reader.hpp"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "app/session/trace_file.hpp"
#include "scenarios/catalogue.hpp"
#include "tests/catch.hpp"

namespace loopglass {
namespace {

const std::vector<Scenario>& catalogue() {
  static const std::vector<Scenario> all = compiled_scenarios();
  return all;
}

/// A file that is gone with the test.
class SavedRun {
 public:
  explicit SavedRun(const std::string& recipe) {
    Run run(resolve(recipe, catalogue()).value());
    run.finish();
    std::ofstream out(path_, std::ios::binary);
    write_trace(run, [&](std::string_view piece) { out << piece; });
  }
  ~SavedRun() { std::filesystem::remove(path_); }
  SavedRun(const SavedRun&) = delete;
  SavedRun& operator=(const SavedRun&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_ =
      std::filesystem::temp_directory_path() / ("loopglass-run-reader-" + std::to_string(getpid()) + ".json");
};

void wait(const RunReader& reader) {
  for (int i = 0; i < 10'000 && !reader.is_done(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  REQUIRE(reader.is_done());
}

}  // namespace

TEST_CASE("a saved run is read on a thread of its own") {
  const SavedRun file("panic/handled");
  RunReader reader(file.path(), catalogue());
  wait(reader);
  auto run = reader.take();
  REQUIRE(run.ok());
  CHECK(run.value()->recipe() == "panic");
  CHECK(run.value()->is_over());
}

TEST_CASE("a file that holds no run says what is wrong with it") {
  RunReader reader("/dev/null/run.json", catalogue());
  wait(reader);
  const auto run = reader.take();
  REQUIRE_FALSE(run.ok());
  CHECK_THAT(run.error().message(), Catch::Contains("Cannot open '/dev/null/run.json'"));
}

TEST_CASE("whoever does not wait for the end of the file stops the reading") {
  const SavedRun file("crowd?tasks=1000");
  std::optional<RunReader> reader(std::in_place, file.path(), catalogue());
  while (reader->share() == 0) std::this_thread::yield();
  const bool was_done = reader->is_done();
  reader.reset();
  CHECK_FALSE(was_done);
}

}  // namespace loopglass
