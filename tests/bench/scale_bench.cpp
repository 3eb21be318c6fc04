// What a large run costs: recording it, memory an event, seeking, searching, and building frames of the
// window at every zoom. Without a display. Prints a table with the median, the 95th percentile and the
// largest of each figure, in processor time of the one thread that does it.
//
//     bench_scale_bench [RECIPE] [--model | --window]     only what is read from the run, or only the window
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/causes.hpp"
#include "app/platform/headless.hpp"
#include "app/session/finder.hpp"
#include "app/session/run.hpp"
#include "app/views/workbench.hpp"
#include "scenarios/catalogue.hpp"

namespace {

using namespace loopglass;

constexpr const char* standard_recipe = "crowd?tasks=100000&naps=13&events=10000000";

double cpu_ms() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

double resident_bytes() {
  unsigned long total = 0;
  unsigned long resident = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%lu %lu", &total, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// Times some of the same, and prints what they took.
class Figure {
 public:
  explicit Figure(std::string name) : name_(std::move(name)) {}
  ~Figure() {
    if (all_.empty()) return;
    std::ranges::sort(all_);
    const auto at = [&](double part) {
      return all_[static_cast<std::size_t>(part * static_cast<double>(all_.size() - 1))];
    };
    std::printf("%-46s %6zu %9.3f %9.3f %9.3f\n", name_.c_str(), all_.size(), at(0.5), at(0.95), all_.back());
    std::fflush(stdout);
  }
  Figure(const Figure&) = delete;
  Figure& operator=(const Figure&) = delete;

  template <class Work>
  void time(Work work) {
    const double begin = cpu_ms();
    work();
    all_.push_back(cpu_ms() - begin);
  }
  void add(double ms) { all_.push_back(ms); }

 private:
  std::string name_;
  std::vector<double> all_;
};

void line(const char* name, double value, const char* unit) {
  std::printf("%-46s %16.3f %s\n", name, value, unit);
  std::fflush(stdout);
}

Order order_of(const std::string& recipe, const std::vector<Scenario>& scenarios) {
  auto order = resolve(recipe, scenarios);
  if (order) return order.value();
  std::fprintf(stderr, "%s\n", order.error().message().c_str());
  std::exit(2);
}

void measure_seeks(Run& run) {
  Chronicle& chronicle = run.chronicle();
  const EventNumber size = run.trace().size();
  std::mt19937_64 random(1);  // NOLINT: the same places every time
  World before;
  World after;
  const auto seek = [&](EventNumber n) {
    before = chronicle.at(n - 1);
    after = chronicle.at(n);
  };
  {
    Figure figure("the first two seeks, which ask for memory");
    for (const EventNumber n : {size, size / 2}) figure.time([&] { seek(n); });
  }
  {
    Figure figure("seek to any event");
    for (int i = 0; i < 300; ++i) figure.time([&] { seek(1 + random() % size); });
  }
  Figure back("step back by one event");
  const EventNumber from = size / 2 + 12345;
  for (EventNumber n = from; n > from - 1000; --n) back.time([&] { seek(n); });
}

void measure_search(const Run& run) {
  Finder finder;
  finder.look_for("out of luck");
  double total = 0;
  {
    Figure figure("a slice of a search");
    while (!finder.is_done(run.chronicle())) {
      const double begin = cpu_ms();
      finder.follow(run.chronicle());
      figure.add(cpu_ms() - begin);
      total += cpu_ms() - begin;
    }
  }
  line("a search through all events", total, "ms");
}

void measure_model(const Order& order) {
  const double bytes_before = resident_bytes();
  double begin = cpu_ms();
  Run run(order);
  {
    Figure figure("recording and taking in, 64 polls");
    for (bool goes_on = true; goes_on;) figure.time([&] { goes_on = run.advance(64); });
  }
  const double took = cpu_ms() - begin;
  const auto events = static_cast<double>(run.trace().size());
  line("events", events, "");
  line("tasks", static_cast<double>(run.chronicle().latest().tasks.size()), "");
  line("recording and taking in, an event", took * 1e6 / events, "ns");
  const double resident = resident_bytes() - bytes_before;
  Causes causes;
  begin = cpu_ms();
  causes.follow(run.trace());
  line("causes of all events", cpu_ms() - begin, "ms");
  const Chronicle& chronicle = run.chronicle();
  const auto each = [&](const char* name, std::size_t bytes) {
    line(name, static_cast<double>(bytes) / events, "bytes an event");
  };
  each("memory, counted", chronicle.bytes() + causes.bytes());
  each("  events", run.trace().size() * sizeof(Event));
  each("  names", chronicle.names().bytes());
  each("  lanes and wakes", chronicle.lanes().bytes());
  each("  the latest world", chronicle.latest().bytes());
  each("  worlds to seek from", chronicle.history_bytes());
  each("  causes", causes.bytes());
  line("memory, as the system has it", resident / events, "bytes an event");
  line("  the run's own, and all but causes", resident / 1048576, "MiB");
  measure_seeks(run);
  each("memory, counted, after all that seeking", chronicle.bytes() + causes.bytes());
  line("worlds put away", static_cast<double>(chronicle.worlds_kept()), "");
  measure_search(run);
}

/// Measures how long the frontend behind it takes.
class Timed final : public platform::Frontend {
 public:
  Timed(platform::Frontend& inner, Figure& figure) : inner_(inner), figure_(figure) {}
  platform::Redraw frame(const platform::FrameInput& input, platform::Surface& surface) override {
    platform::Redraw wish{};
    figure_.time([&] { wish = inner_.frame(input, surface); });
    return wish;
  }

 private:
  platform::Frontend& inner_;
  Figure& figure_;
};

class Window {
 public:
  explicit Window(const std::vector<Scenario>& scenarios) : workbench_(scenarios) {
    std::string error;
    host_ = platform::HeadlessHost::open({}, error);
    if (host_) return;
    std::fprintf(stderr, "%s\n", error.c_str());
    std::exit(2);
  }

  void open(const Order& order) {
    workbench_.open(order);
    for (int i = 0; i < 10; ++i) host_->step(workbench_);
  }
  void seek(EventNumber n) { workbench_.stand_at(n); }
  void frames(Figure& figure, int count) {
    Timed timed(workbench_, figure);
    for (int i = 0; i < count; ++i) host_->step(timed);
  }
  void frame() { host_->step(workbench_); }
  void tap(int key) { host_->input().tap(key); }
  void wheel(double x, double y, double turns) {
    host_->input().cursor(x, y);
    host_->input().scroll(0, turns);
  }
  void show_only(PictureView view) { workbench_.show_only(view); }

 private:
  std::unique_ptr<platform::HeadlessHost> host_;
  Workbench workbench_;
};

void measure_window(const std::vector<Scenario>& scenarios, const Order& order) {
  Window window(scenarios);
  {
    Figure figure("open in the window, all frames together");
    figure.time([&] { window.open(order); });
  }
  const EventNumber size = order.most_events.value_or(standard_most_events);
  std::mt19937_64 random(2);  // NOLINT: the same places every time
  const auto at_random = [&](const char* name) {
    Figure figure(name);
    for (int i = 0; i < 60; ++i) {
      window.seek(random() % size);
      window.frames(figure, 1);
    }
  };
  const auto at_rest = [&](const char* name) {
    Figure figure(name);
    for (int i = 0; i < 10; ++i) {
      window.seek(random() % size);
      window.frame();
      window.frames(figure, 3);
    }
  };
  for (const auto& [view, name] :
       {std::pair(PictureView::loop, "loop"), std::pair(PictureView::timeline, "timeline"),
        std::pair(PictureView::all, "window")}) {
    window.show_only(view);
    at_random((std::string(name) + ": a frame with a seek").c_str());
    at_rest((std::string(name) + ": a frame at rest").c_str());
  }
  for (const char* axis : {"time", "events"}) {
    Figure figure(std::string("zooming in on ") + axis);
    Figure wheel(std::string("scrolling on ") + axis);
    for (int step = 0; step < 30; ++step) {
      window.tap('Z');
      window.frames(figure, 3);
      window.wheel(800, 800, -3);
      window.frames(wheel, 2);
    }
    window.tap('0');
    window.tap('X');
    for (int i = 0; i < 6; ++i) window.frame();
  }
}

}  // namespace

int main(int count, char** words) {
  std::string recipe = standard_recipe;
  bool with_model = true;
  bool with_window = true;
  for (int i = 1; i < count; ++i) {
    if (std::string_view(words[i]) == "--model") {
      with_window = false;
    } else if (std::string_view(words[i]) == "--window") {
      with_model = false;
    } else {
      recipe = words[i];
    }
  }
  const std::vector<Scenario> scenarios = compiled_scenarios();
  const Order order = order_of(recipe, scenarios);
  std::printf("%s\n%-46s %6s %9s %9s %9s\n", recipe.c_str(), "ms of processor time", "times", "median",
              "95 %", "most");
  if (with_model) measure_model(order);
  if (with_window) measure_window(scenarios, order);
}
