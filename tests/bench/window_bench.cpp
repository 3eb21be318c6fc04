// What a frame of the window costs at 1600 × 900 while a run is playing: building it, and building and
// drawing it. Without a display, by the processor. Prints a table; `bench_window_bench [FRAMES]`.
//
// Building is measured in the processor's time of its thread: what draws the frame before has threads of its
// own, and where there are few processors they take turns with it. The rest is time as a person sees it.
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "app/platform/headless.hpp"
#include "app/views/workbench.hpp"
#include "scenarios/catalogue.hpp"

namespace {

using namespace loopglass;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

double thread_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Measures how long the frontend behind it takes.
class Timed final : public platform::Frontend {
 public:
  explicit Timed(platform::Frontend& inner) : inner_(inner) {}
  platform::Redraw frame(const platform::FrameInput& input, platform::Surface& surface) override {
    const double begin = thread_ms();
    const platform::Redraw wish = inner_.frame(input, surface);
    build.push_back(thread_ms() - begin);
    return wish;
  }
  std::vector<double> build;

 private:
  platform::Frontend& inner_;
};

double at(std::vector<double> all, double part) {
  std::ranges::sort(all);
  return all[static_cast<std::size_t>(static_cast<double>(all.size() - 1) * part)];
}

void measure(const std::vector<Scenario>& scenarios, const std::string& recipe, double speed, int frames) {
  std::string error;
  const auto host = platform::HeadlessHost::open({}, error);
  if (!host) {
    std::fprintf(stderr, "%s\n", error.c_str());
    std::exit(2);
  }
  Workbench workbench(scenarios);
  auto order = resolve(recipe, scenarios);
  if (!order) {
    std::fprintf(stderr, "%s\n", order.error().message().c_str());
    std::exit(2);
  }
  workbench.open(order.value());
  for (int i = 0; i < 10; ++i) host->step(workbench);  // the first frames make fonts and textures
  Timed timed(workbench);
  std::vector<double> whole;
  // `speed` frames' worth of time a frame.
  for (int i = 0; i < frames; ++i) {
    const auto begin = Clock::now();
    host->step(timed, speed / 60.0);
    whole.push_back(ms_since(begin));
  }
  const auto begin = Clock::now();
  static_cast<void>(host->pixels());  // waits for what is still being drawn
  const double rest = ms_since(begin);
  double sum = rest;
  for (const double ms : whole) sum += ms;
  std::printf("%-40s %8.2f %8.2f %8.2f %8.2f %8.2f\n", (recipe + (speed > 1 ? " fast" : "")).c_str(),
              at(timed.build, 0.5), at(timed.build, 0.95), at(whole, 0.5), at(whole, 0.95), sum / frames);
}

}  // namespace

int main(int count, char** words) {
  const int frames = count > 1 ? std::max(1, std::atoi(words[1])) : 300;
  const std::vector<Scenario> scenarios = compiled_scenarios();
  std::printf("ms a frame at 1600x900, playing, %d frames\n", frames);
  std::printf("%-40s %8s %8s %8s %8s %8s\n", "", "build", "95 %", "submit", "95 %", "whole");
  for (const char* recipe : {"timers", "blocking/cooperative", "blocking/blocking", "compute",
                             "blocking/cooperative?tasks=40", "blocking/cooperative@#200",
                             "timers?tasks=1000", "crowd?tasks=100&naps=9", "crowd?tasks=100&naps=9@#6000"}) {
    measure(scenarios, recipe, 1, frames);
  }
  measure(scenarios, "blocking/cooperative?tasks=40", 5, frames);
  measure(scenarios, "crowd?tasks=100&naps=9", 5, frames);  // 10,000 events
}
