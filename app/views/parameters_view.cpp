#include "app/views/parameters_view.hpp"

#include <algorithm>
#include <cmath>

#include "app/session/run_keys.hpp"

namespace loopglass {
namespace {

std::string shown_value(const Parameter& parameter, std::int64_t value) {
  return parameter.unit == Unit::duration ? to_text(Duration(value)) : std::to_string(value);
}

class Rows {
 public:
  Rows(const Menu& menu, const Canvas& canvas, const Stage& stage, Commands& commands)
      : menu_(menu), c_(canvas), s_(stage), commands_(commands) {}

  void draw() {
    menu_.caption("PARAMETERS");
    const Recipe recipe = recipe_to_change(s_);
    // What is empty has an edge to be seen by.
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, c_.hairline());
    ImGui::PushStyleColor(ImGuiCol_Border, c_.theme.hairline.mix(c_.theme.dim_text, 0.75f).u32());
    for (const Parameter& parameter : s_.order.scenario->parameters) parameter_row(parameter, recipe);
    policy_row(recipe);
    budget_row(recipe);
    seed_row(recipe);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
  }

 private:
  /// Who stands still in the midst of a run stands at the same time of the next. Who watches it play, or has
  /// seen its end, sees the new run from its start.
  static std::optional<Position> place_to_stay(const Stage& stage) {
    if (stage.playback.is_playing() || stage.live) return std::nullopt;
    if (stage.moment.time == Instant{} || stage.moment.at == stage.trace().size()) return std::nullopt;
    return stage.moment.time;
  }

  void set(Recipe recipe, const std::string& key, const std::string& value) {
    std::erase_if(recipe.entries, [&](const Recipe::Entry& e) { return e.key == key; });
    recipe.entries.push_back({key, value});
    recipe.position = place_to_stay(s_);
    commands_.push_back(command::Open{std::move(recipe)});
  }

  void parameter_row(const Parameter& parameter, const Recipe& recipe) {
    const std::int64_t now = s_.order.settings.count(parameter.name);
    ImGui::PushFont(c_.fonts.body);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    ImGui::TextUnformatted(parameter.name.c_str());
    ImGui::PopFont();
    // Beside its name: in the slider the handle would cover it.
    const std::string shown = shown_value(parameter, now);
    c_.text(c_.fonts.strong, {at.x + room - Canvas::measure(c_.fonts.strong, shown).x, at.y}, c_.theme.text,
            shown);
    ImGui::SetNextItemWidth(room);
    const bool time = parameter.unit == Unit::duration;
    const double unit = time ? 1e6 : 1.0;
    double value = static_cast<double>(now) / unit;
    const double least = static_cast<double>(parameter.least) / unit;
    const double most = static_cast<double>(parameter.most) / unit;
    // Over a wide range every part of the slider should mean as much.
    const bool wide = most > 50 * std::max(least, 1.0);
    const bool changed = ImGui::SliderScalar(
        ("##" + parameter.name).c_str(), ImGuiDataType_Double, &value, &least, &most, " ",
        ImGuiSliderFlags_AlwaysClamp | (wide ? ImGuiSliderFlags_Logarithmic : ImGuiSliderFlags_None));
    menu_.add_control("parameter." + parameter.name);
    menu_.note(parameter.summary + " From " + shown_value(parameter, parameter.least) + " to " +
               shown_value(parameter, parameter.most) + ".");
    if (!changed) return;
    const auto chosen =
        std::clamp(static_cast<std::int64_t>(std::llround(time ? rounded_off(value) * unit : value)),
                   parameter.least, parameter.most);
    if (chosen != now) set(recipe, parameter.name, value_text(parameter, chosen));
  }

  /// To two digits: what a hand can choose.
  static double rounded_off(double value) {
    if (value <= 0) return 0;
    const double digit = std::pow(10.0, std::floor(std::log10(value)) - 1);
    return std::round(value / digit) * digit;
  }

  void policy_row(const Recipe& recipe) {
    ImGui::TextUnformatted("policy");
    const std::string now = name(s_.order.settings.schedule.policy);
    const auto& names = policy_names();
    constexpr std::size_t in_a_row = 3;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string& policy = names[i];
      if (i % in_a_row != 0) ImGui::SameLine();
      if (ImGui::RadioButton(policy.c_str(), policy == now) && policy != now) set(recipe, "policy", policy);
      menu_.add_control("parameter.policy." + policy);
    }
    menu_.note("Which task of the ready queue is polled next.");
  }

  void budget_row(const Recipe& recipe) {
    ImGui::TextUnformatted("budget");
    const std::uint32_t now = s_.order.settings.schedule.budget;
    std::uint32_t budget = now;
    const std::uint32_t step = 1;
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    if (ImGui::InputScalar("##budget", ImGuiDataType_U32, &budget, &step, nullptr, "%u") && budget != now) {
      budget = std::min(budget, largest_budget);
      set(recipe, "budget", budget == 0 ? "off" : std::to_string(budget));
    }
    menu_.add_control("parameter.budget");
    menu_.note("After so many awaits that were ready in one poll, a task is made to yield. 0: off.");
  }

  void seed_row(const Recipe& recipe) {
    ImGui::TextUnformatted("seed");
    std::uint64_t seed = s_.order.settings.seed;
    const std::uint64_t step = 1;
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    if (ImGui::InputScalar("##seed", ImGuiDataType_U64, &seed, &step, nullptr, "%llu") &&
        seed != s_.order.settings.seed) {
      set(recipe, "seed", std::to_string(seed));
    }
    menu_.add_control("parameter.seed");
    menu_.note("Where random numbers begin. The same seed gives the same run.");
  }

  const Menu& menu_;
  const Canvas& c_;
  const Stage& s_;
  Commands& commands_;
};

}  // namespace

std::string parameters_text(const Stage& stage) {
  std::string text;
  for (const Settings::Value& v : stage.order.settings.values) {
    const Parameter& parameter = *stage.order.scenario->find_parameter(v.name);
    text += (text.empty() ? "" : "   ") + v.name + " " + shown_value(parameter, v.value);
  }
  const Schedule& schedule = stage.order.settings.schedule;
  if (schedule.policy != Policy::fifo)
    text += (text.empty() ? "" : "   ") + std::string(name(schedule.policy));
  if (schedule.budget != 0)
    text += (text.empty() ? "" : "   ") + ("budget " + std::to_string(schedule.budget));
  return text.empty() ? "seed " + std::to_string(stage.order.settings.seed) : text;
}

Recipe recipe_to_change(const Stage& stage) {
  Recipe recipe = stage.order.recipe();
  recipe.position.reset();
  return recipe;
}

void draw_parameters(const Menu& menu, const Canvas& canvas, const Stage& stage, Commands& commands) {
  Rows(menu, canvas, stage, commands).draw();
}

}  // namespace loopglass
