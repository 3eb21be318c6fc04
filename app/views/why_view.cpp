#include "app/views/why_view.hpp"

#include <algorithm>

#include "app/model/brief.hpp"
#include "app/model/why.hpp"
#include "app/views/task_token.hpp"

namespace loopglass {
namespace {

constexpr std::size_t most_links = 100;
constexpr std::size_t most_effects = 20;

class Answer {
 public:
  Answer(const Canvas& canvas, const Stage& stage, Commands& commands)
      : c_(canvas), s_(stage), commands_(commands) {}

  void draw() {
    if (s_.selection.asked == 0) tell_task();
    draw_chain();
    draw_effects();
    ImGui::Dummy({1, px(4)});
  }

 private:
  float px(float units) const { return c_.px(units); }

  void paragraph(ImFont* font, Colour colour, const std::string& text) const {
    ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, colour.u32());
    ImGui::PushTextWrapPos(0.0f);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
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
    if (answer.moves_on.empty()) return;
    heading(task->status == TaskStatus::polling ? "What ends it" : "What moves it on");
    paragraph(c_.fonts.body, c_.theme.text, answer.moves_on);
  }

  void draw_chain() {
    const EventNumber end = s_.explained();
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
    if (effects.empty() || s_.hides_future) return;
    heading("What came of event " + std::to_string(at));
    for (std::size_t i = 0; i < std::min(effects.size(), most_effects); ++i) {
      row("why.effect." + std::to_string(i), effects[i], false, false);
    }
    if (effects.size() > most_effects) {
      paragraph(c_.fonts.small, c_.theme.dim_text,
                "and " + std::to_string(effects.size() - most_effects) + " more");
    }
  }

  /// One event: its number, its task, its words and its time. A line joins it to the row above or below.
  void row(const std::string& control, EventNumber n, bool joined_above, bool joined_below) {
    const Event& event = s_.trace()[n];
    ImFont* font = c_.fonts.small;
    ImFont* figures = c_.fonts.mono_small;
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float numbers = Canvas::measure(figures, std::to_string(s_.trace().size())).x;
    const float badge = at.x + px(4) + numbers + px(14);
    const float left = badge + px(14);
    const std::string time = to_text(event.time());
    const float times = width > px(300) ? Canvas::measure(figures, time).x + px(10) : 0;
    const float room = std::max(at.x + width - times - left, px(60));
    const std::string words = brief(s_.trace(), s_.names(), event);
    const float height = std::max(Canvas::measure(font, words, room).y, font->FontSize) + px(7);
    const Rect r{at.x, at.y, at.x + width, at.y + height};
    const float middle = at.y + px(3.5f) + font->FontSize / 2;

    ImGui::InvisibleButton(control.c_str(), {width, height - ImGui::GetStyle().ItemSpacing.y + px(1)});
    if (r.top < ImGui::GetWindowPos().y + ImGui::GetWindowHeight() && r.bottom > ImGui::GetWindowPos().y)
      c_.controls.add_item(control);
    const bool hovered = ImGui::IsItemHovered();
    if (n == s_.moment.at) c_.fill(r, c_.theme.selection, px(3));
    if (hovered) {
      c_.fill(r, c_.theme.selection.with_alpha(0.5f), px(3));
      ImGui::SetTooltip("Event %llu at %s. Click to go there.", static_cast<unsigned long long>(n),
                        time.c_str());
      commands_.push_back(command::Hover{event.task});
    }
    if (ImGui::IsItemClicked()) {
      commands_.push_back(command::Seek{n});
      // The chain stays where it was asked for, so that one can walk along it.
      commands_.push_back(command::AskWhy{s_.explained()});
    }
    const Colour ink = n > s_.moment.at ? c_.theme.dim_text : c_.theme.text;
    const std::string number = std::to_string(n);
    c_.text(figures,
            {at.x + px(4) + numbers - Canvas::measure(figures, number).x, middle - figures->FontSize / 2},
            c_.theme.dim_text, number);
    const Colour way = c_.theme.accent.with_alpha(0.7f);
    if (joined_above) c_.line({badge, r.top - px(1)}, {badge, middle - px(8)}, way, px(2));
    if (joined_below) c_.line({badge, middle + px(8)}, {badge, r.bottom}, way, px(2));
    if (event.task != TaskId::none) {
      draw_badge(c_, {badge, middle}, px(8), event.task);
    } else {
      Canvas::list()->AddCircle({badge, middle}, px(6), c_.theme.dim_text.u32(), 0, c_.hairline());
    }
    c_.wrapped(font, {left, at.y + px(3.5f)}, ink, words, room);
    if (times > 0) {
      c_.text(figures, {r.right - times + px(8), middle - figures->FontSize / 2}, c_.theme.dim_text, time);
    }
  }

  const Canvas& c_;
  const Stage& s_;
  Commands& commands_;
};

}  // namespace

void draw_why(const Canvas& canvas, const Stage& stage, Commands& commands) {
  Answer(canvas, stage, commands).draw();
}

}  // namespace loopglass
