// A file that is dropped on the window is opened if it holds a run; else the window stays as it is.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "app/session/run.hpp"
#include "app/session/trace_file.hpp"
#include "tests/catch.hpp"
#include "tests/views/draw.hpp"

namespace loopglass {
namespace {

/// A file with this text; gone at the end of the test.
class Written {
 public:
  Written(const std::string& name, std::string_view text)
      : path_((std::filesystem::temp_directory_path() / ("loopglass-dropped-" + name)).string()) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~Written() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string saved(std::string_view recipe) {
  Run run(resolve(recipe, all_scenarios()).value());
  run.finish();
  std::string text;
  write_trace(run, [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace

TEST_CASE("a saved run that is dropped on the window is opened, of several the first") {
  const Written run("run.json", saved("abort"));
  const Written other("other.json", saved("tick"));
  Desk desk("hello@#1");
  desk.bench().dropped({run.path(), other.path()});
  const std::string& title = resolve("abort", all_scenarios()).value().scenario->title;
  const auto is_open = [&] { return desk.host().title().starts_with(title); };
  for (int looks = 0; looks < 1000 && !is_open(); ++looks) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    desk.host().settle(desk.bench());
  }
  CHECK(is_open());
}

TEST_CASE("what is dropped and is no saved run leaves the window as it is") {
  const Written broken("broken.json", saved("abort").substr(0, 5000));
  Desk desk("hello@#1");
  const std::string before = desk.host().title();
  desk.bench().dropped({broken.path()});
  desk.bench().dropped({"/nowhere/run.json"});
  desk.bench().dropped({"/"});
  desk.bench().dropped({});
  desk.rest();
  CHECK(desk.host().title() == before);
}

}  // namespace loopglass
