// The window without a screen, on one recipe: what the tests of the views drive and look at.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/platform/headless.hpp"
#include "app/views/workbench.hpp"
#include "scenarios/scenario.hpp"

namespace loopglass {

const std::vector<Scenario>& all_scenarios();

/// Every scenario in every variant, as a recipe without a position.
std::vector<std::string> all_recipes();

struct Sheet {
  int width = 1280;
  int height = 720;
  float scale = 1;
  bool light = false;
  const platform::Theme* theme = nullptr;  // instead
  PictureView view = PictureView::all;
};

/// A workbench and the surface that it is drawn to.
class Desk {
 public:
  explicit Desk(std::string_view recipe, const Sheet& sheet = {});

  void open(std::string_view recipe);
  /// Sets these runs beside the one that is open.
  void compare_with(const std::vector<std::string>& recipes);
  /// Shows the details of a task. Precondition: the run has it.
  void ask_about(std::string_view task);
  /// Lets `seconds` pass in frames of a sixtieth.
  void pass(double seconds);
  /// Until nothing moves; fails the test after a minute of the window's time.
  void rest();
  void key(int code);
  void key(int modifier, int code);
  void type(std::string_view ascii);
  void click(ImVec2 at);

  /// The place of a control. Precondition: it is there.
  Rect place(std::string_view control) const;

  platform::HeadlessHost& host() { return *host_; }
  Workbench& bench() { return *bench_; }

 private:
  std::unique_ptr<platform::HeadlessHost> host_;
  std::unique_ptr<Workbench> bench_;
};

}  // namespace loopglass
