#include "app/views/why_view.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/model/lateness.hpp"
#include "app/model/why.hpp"
#include "app/views/event_row.hpp"
#include "app/views/figures_view.hpp"
#include "app/views/stack_view.hpp"
#include "app/views/terms.hpp"
#include "app/views/words.hpp"
#include "app/widgets/scrolling.hpp"

namespace loopglass {
namespace {

constexpr std::size_t most_links = 100;
constexpr std::size_t most_effects = 20;

class Answer {
 public:
  Answer(const Canvas& canvas, const Stage& stage, Commands& commands)
      : c_(canvas), s_(stage), commands_(commands) {}

  void draw() {
    if (s_.selection.asked == 0) {
      tell_task();
      draw_stack(c_, s_, commands_);
      tell_figures();
    }
    draw_chain();
    draw_effects();
    ImGui::Dummy({1, px(4)});
  }

 private:
  float px(float units) const { return c_.px(units); }

  void paragraph(ImFont* font, Colour colour, const std::string& text) const {
    paragraph_with_terms(c_, font, colour, text);
  }
  void heading(const std::string& text) const {
    ImGui::Dummy({0, px(2)});
    paragraph(c_.fonts.strong, c_.theme.accent, text);
  }

  void tell_task() const {
    const TaskState* task = s_.world().task(s_.selection.task);
    if (!task) return paragraph(c_.fonts.body, c_.theme.text, "At this moment the task is not spawned yet.");
    const Why answer = why(s_.trace(), s_.names(), s_.world(), task->id, s_.moment.time);
    paragraph(c_.fonts.body, c_.theme.text, answer.because);
    tell_lateness(*task);
    if (answer.moves_on.empty()) return;
    heading(task->status == TaskStatus::polling ? "What ends it" : "What moves it on");
    paragraph(c_.fonts.body, c_.theme.text, answer.moves_on);
  }

  /// Why a task is late is asked when it is over, too.
  void tell_lateness(const TaskState& task) const {
    const auto& lanes = s_.chronicle.lanes().lanes();
    if (raw(task.id) > lanes.size()) return;
    const auto worst = worst_lateness(lanes[raw(task.id) - 1], s_.moment.time);
    if (!worst) return;
    heading("Why it was late");
    paragraph(c_.fonts.body, c_.theme.text, lateness_sentence(s_.trace(), s_.names(), *worst));
  }

  void tell_figures() const {
    if (!s_.world().task(s_.selection.task)) return;
    heading("Its figures so far");
    draw_task_figures(c_, s_);
  }

  void draw_chain() {
    const EventNumber end = s_.explained();
    if (s_.causes.known() < s_.trace().size()) {
      const double known = static_cast<double>(s_.causes.known());
      paragraph(c_.fonts.body, c_.theme.dim_text,
                "Finding the causes of this long run: " +
                    percent(known / static_cast<double>(s_.trace().size())) + ".");
    }
    if (s_.causes.known() < end) return;
    const std::vector<EventNumber> links = s_.causes.chain(end, most_links);
    if (links.empty()) return;
    heading(s_.selection.asked == 0 ? "How it came to this" : "Because");
    for (std::size_t i = 0; i < links.size(); ++i) {
      row("why.cause." + std::to_string(i), links[i], i > 0, i + 1 < links.size());
    }
    if (s_.causes.cause_of(links.back()) != 0) paragraph(c_.fonts.small, c_.theme.dim_text, "and so on");
  }

  void draw_effects() {
    const EventNumber at = s_.selection.asked == 0 ? s_.explained() : s_.moment.at;
    const std::vector<EventNumber> effects = s_.causes.effects_of(at);
    if (effects.empty() || s_.hides_future || s_.causes.known() < s_.trace().size()) return;
    heading("What came of event " + std::to_string(at));
    for (std::size_t i = 0; i < std::min(effects.size(), most_effects); ++i) {
      row("why.effect." + std::to_string(i), effects[i], false, false);
    }
    if (effects.size() > most_effects) {
      paragraph(c_.fonts.small, c_.theme.dim_text,
                "and " + std::to_string(effects.size() - most_effects) + " more");
    }
  }

  void row(const std::string& control, EventNumber n, bool joined_above, bool joined_below) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool clicked = draw_event_row(c_, s_, commands_, control, n, {joined_above, joined_below});
    if (n == s_.moment.at) {
      const Rect row{at.x, at.y, at.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y};
      c_.controls.add("why.present", row);
      if (is_walked()) bring_into_sight(row);
    }
    if (!clicked) return;
    place_of_click() = at.y - ImGui::GetWindowPos().y;
    commands_.push_back(command::Seek{n});
    // The chain stays where it was asked for, so that one can walk along it.
    commands_.push_back(command::AskWhy{s_.explained()});
  }

  /// A row that was clicked stays where it is, below the mouse, whatever stands above it now.
  void bring_into_sight(const Rect& row) {
    const float clicked = std::exchange(place_of_click(), -1.0f);
    if (clicked < 0) return scroll_into_sight(row.top, row.bottom);
    ImGui::SetScrollY(std::max(ImGui::GetScrollY() + row.top - ImGui::GetWindowPos().y - clicked, 0.0f));
  }
  /// Below the panel's upper edge, of the row that was clicked last; negative: that is done.
  static float& place_of_click() {
    return *ImGui::GetStateStorage()->GetFloatRef(ImGui::GetID("the click"), -1.0f);
  }

  /// Whether the viewer has come to another moment since the last frame and stands still: then the row of
  /// that is in sight. While a run is played, nothing moves.
  bool is_walked() {
    if (!is_walked_) {
      int* const last = ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("the moment"));
      const auto now = static_cast<int>(s_.moment.at);
      is_walked_ = std::exchange(*last, now) != now && s_.selection.asked != 0 && !s_.playback.is_playing();
    }
    return *is_walked_;
  }

  const Canvas& c_;
  const Stage& s_;
  Commands& commands_;
  std::optional<bool> is_walked_;  // as soon as somebody has asked in this frame
};

}  // namespace

void draw_why(const Canvas& canvas, const Stage& stage, Commands& commands) {
  Answer(canvas, stage, commands).draw();
}

}  // namespace loopglass
