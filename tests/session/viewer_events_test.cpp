#include "app/session/viewer_events.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/catch.hpp"
#include "tests/model/played.hpp"

namespace loopglass {
namespace {

using Json = nlohmann::json;

Json viewer_events(const Trace& trace) {
  std::string text = "[";
  write_viewer_events(trace, [&](std::string_view piece) { text += piece; });
  return Json::parse(text + "]");
}

/// Reads elements of "traceEvents" as the format's description has them, and is strict where viewers are:
/// slices of a thread are nested and closed, time does not go back, and an arrow begins and ends in a slice
/// that is open at its place in the file, for else Perfetto and Chromium's viewer leave it out.
class Checker {
 public:
  void read(const Json& events) {
    for (const Json& event : events) {
      CAPTURE(event.dump());
      take(event);
    }
    for (const auto& [thread, open] : open_) CHECK(open.empty());
    for (const std::int64_t thread : used_) CHECK(named_.contains(thread));
  }

  std::map<std::string, std::size_t> slices;            // how many of each name
  std::map<std::string, std::set<std::string>> inside;  // by name: names of those that one lies in
  std::size_t begun = 0;                                // arrows, and those that arrive
  std::size_t arrived = 0;
  std::vector<std::pair<std::string, std::string>> arrows;  // from slice to slice
  const std::map<std::int64_t, std::string>& threads() const { return named_; }

 private:
  void take(const Json& event) {
    REQUIRE(event.at("pid").is_number_integer());
    const std::string phase = event.at("ph");
    if (phase == "M") {
      const std::string name = event.at("name");
      if (name == "thread_name") named_[event.at("tid")] = event.at("args").at("name");
      return;
    }
    const double time = event.at("ts");
    CHECK(time >= 0);
    if (phase == "C") {
      CHECK(event.at("args").at("tasks").is_number());
      CHECK(event.at("name").is_string());
      return;
    }
    const std::int64_t thread = event.at("tid");
    used_.insert(thread);
    CHECK(time >= latest_[thread]);
    latest_[thread] = time;
    std::vector<std::string>& open = open_[thread];
    if (phase == "B") {
      const std::string name = event.at("name");
      ++slices[name];
      if (!open.empty()) inside[name].insert(open.back());
      open.push_back(name);
    } else if (phase == "E") {
      REQUIRE_FALSE(open.empty());
      open.pop_back();
    } else if (phase == "i") {
      CHECK(event.at("name").is_string());
      CHECK(event.at("s") == "t");
    } else if (phase == "s") {
      REQUIRE_FALSE(open.empty());
      ++begun;
      CHECK(from_
                .emplace(event.at("id").get<std::int64_t>(),
                         std::pair(time, named_[thread] + ", " + open.back()))
                .second);
      CHECK(event.at("cat").is_string());
    } else {
      REQUIRE(phase == "f");
      CHECK(event.at("bp") == "e");  // it ends in the slice that is open, not in the next one
      REQUIRE_FALSE(open.empty());
      const auto from = from_.find(event.at("id").get<std::int64_t>());
      REQUIRE(from != from_.end());
      CHECK(time >= from->second.first);
      ++arrived;
      arrows.emplace_back(from->second.second, named_[thread] + ", " + open.back());
      from_.erase(from);
    }
  }

  std::map<std::int64_t, std::vector<std::string>> open_;  // by thread: names of slices
  std::map<std::int64_t, double> latest_;
  std::map<std::int64_t, std::pair<double, std::string>> from_;  // arrows on their way
  std::map<std::int64_t, std::string> named_;
  std::set<std::int64_t> used_;
};

TEST_CASE("what trace viewers read is well formed, for every scenario and variant") {
  for (const std::string& recipe : all_recipes()) {
    CAPTURE(recipe);
    const auto run = played(recipe);
    Checker viewer;
    viewer.read(viewer_events(run->trace()));
    std::size_t polls = 0;
    for (const auto& [name, count] : viewer.slices)
      if (name.starts_with("poll ")) polls += count;
    const World& end = run->chronicle().latest();
    CHECK(polls == end.polls);
    CHECK(viewer.threads().size() == end.tasks.size() + end.workers.size() + 1);
    CHECK(viewer.arrived == viewer.begun);
  }
}

TEST_CASE("work lies in its poll, and what blocks a worker in its job") {
  Checker blocking;
  blocking.read(viewer_events(played("blocking/blocking")->trace()));
  CHECK(blocking.inside.at("blocks the thread") == std::set<std::string>{"poll 2"});
  Checker offloaded;
  offloaded.read(viewer_events(played("blocking/offloaded")->trace()));
  CHECK(offloaded.inside.at("blocks its thread") == std::set<std::string>{"read"});
}

TEST_CASE("an arrow begins at what woke the task: a poll, an end, a timer, a worker, a socket") {
  const auto has = [](const std::string& recipe, const std::string& from, const std::string& to) {
    Checker viewer;
    viewer.read(viewer_events(played(recipe)->trace()));
    return std::ranges::find(viewer.arrows, std::pair(from, to)) != viewer.arrows.end();
  };
  CHECK(has("spawn_order", "E  child, poll 1", "B  ann, poll 2"));
  CHECK(has("blocking/blocking", "the loop, timer 1 fires", "B  reader, poll 2"));
  CHECK(has("blocking/offloaded", "worker 1, read", "B  reader, poll 3"));
  CHECK(has("compute/yield_now", "D  crunch, poll 1", "D  crunch, poll 2"));
  CHECK(has("echo", "the loop, listener :49152 is ready", "B  server, poll 2"));
}

TEST_CASE("what is open where a run was cut off is closed") {
  Trace trace;
  const auto run = played("blocking/offloaded?tasks=1");
  for (EventNumber n = 1; n <= run->trace().size(); ++n) {
    trace.append(run->trace()[n]);
    Checker().read(viewer_events(trace));
  }
}

}  // namespace
}  // namespace loopglass
