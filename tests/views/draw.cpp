#include "tests/views/draw.hpp"

#include "scenarios/catalogue.hpp"
#include "tests/catch.hpp"

namespace loopglass {

const std::vector<Scenario>& all_scenarios() {
  static const std::vector<Scenario> all = compiled_scenarios();
  return all;
}

std::vector<std::string> all_recipes() {
  std::vector<std::string> all;
  for (const Scenario& scenario : all_scenarios()) {
    if (scenario.variants.empty()) all.push_back(scenario.name);
    for (const Variant& variant : scenario.variants) all.push_back(scenario.name + "/" + variant.name);
  }
  return all;
}

Desk::Desk(std::string_view recipe, const Sheet& sheet) {
  std::string error;
  host_ = platform::HeadlessHost::open({.width = sheet.width,
                                        .height = sheet.height,
                                        .scale = sheet.scale,
                                        .theme = sheet.theme   ? *sheet.theme
                                                 : sheet.light ? platform::light()
                                                               : platform::dark()},
                                       error);
  INFO(error);
  REQUIRE(host_ != nullptr);
  bench_ = std::make_unique<Workbench>(all_scenarios());
  bench_->show_only(sheet.view);
  open(recipe);
}

void Desk::open(std::string_view recipe) {
  bench_->open(resolve(recipe, all_scenarios()).value());
  host_->settle(*bench_);
}

void Desk::compare_with(const std::vector<std::string>& recipes) {
  std::vector<Order> orders;
  for (const std::string& recipe : recipes) orders.push_back(resolve(recipe, all_scenarios()).value());
  bench_->compare_with(std::move(orders));
  host_->settle(*bench_);
}

void Desk::ask_about(std::string_view task) {
  REQUIRE(bench_->ask_about(task));
  host_->settle(*bench_);
}

void Desk::pass(double seconds) {
  constexpr double frame = 1.0 / 60.0;
  for (double at = 0; at < seconds; at += frame) host_->step(*bench_, frame);
}

void Desk::rest() {
  for (int i = 0; i < 3600; ++i) {
    const bool fed = host_->input().pending();
    if (host_->step(*bench_) == platform::Redraw::on_input && !fed) return;
  }
  FAIL("the window does not come to rest");
}

void Desk::key(int code) {
  host_->input().tap(code);
  host_->settle(*bench_);
}

void Desk::key(int modifier, int code) {
  host_->input().key(modifier, true);
  host_->input().tap(code);
  host_->input().key(modifier, false);
  host_->settle(*bench_);
}

void Desk::type(std::string_view ascii) {
  for (const char c : ascii) host_->input().character(static_cast<unsigned char>(c));
  host_->settle(*bench_);
}

Rect Desk::place(std::string_view control) const {
  for (const Controls::Control& one : bench_->controls().all()) {
    if (one.name == control) return one.place;
  }
  FAIL("there is no control " << control);
  return {};
}

void Desk::click(ImVec2 at) {
  host_->input().click(static_cast<double>(at.x), static_cast<double>(at.y));
  host_->settle(*bench_);
}

}  // namespace loopglass
