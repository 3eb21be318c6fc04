#include "app/views/sentence_view.hpp"

#include <algorithm>
#include <utility>

#include "app/model/explain.hpp"
#include "app/model/live_words.hpp"
#include "app/model/stuck.hpp"
#include "app/platform/icons.hpp"
#include "app/views/floating.hpp"
#include "app/views/key_list.hpp"
#include "app/views/task_token.hpp"
#include "app/views/terms.hpp"
#include "app/views/words.hpp"

namespace loopglass {
namespace {

/// As long as all but one in a hundred.
constexpr std::string_view long_sentence =
    "The waker that consumer left with channel boxes puts consumer at the back of the ready queue, behind "
    "main.";

/// How far a live run has come while its picture stands still.
/// As much of it as there is room for; last of all goes how one catches up.
std::string ahead(const Stage& stage, ImFont* font, float width) {
  const Live& live = *stage.live;
  const Duration further = std::max(live.now - stage.moment.time, Duration::zero());
  const EventNumber events = live.recorded - std::min(live.recorded, stage.moment.at);
  const std::string time = to_text(further - further % std::chrono::milliseconds(10));
  const std::string count = with_commas(events) + (events == 1 ? " event" : " events");
  return Canvas::fitting(font,
                         {"The picture stands still, the run goes on: it is " + time + " and " + count +
                              " further. Space or End catches up.",
                          "The run is " + time + " and " + count + " further. Space or End catches up.",
                          "The run is " + time + " further. Space catches up."},
                         width);
}

std::string sentence_for(const Stage& stage) {
  const Moment& m = stage.moment;
  if (stage.live && stage.live->follows)
    return live_words(stage.world(), stage.trace(), stage.names(), stage.live->now);
  if (!m.event) return "The run has not begun. Press play, or step to the first event.";
  return explain(stage.trace(), stage.names(), m.before, *m.event);
}

/// "… waits for timer 1, due at 100 ms, and 7 more.": a long list with its first entry only; empty if it is
/// none.
std::string shortened_list(const std::string& sentence) {
  for (const std::string_view between : {", and ", ", or "}) {
    const std::size_t first = sentence.find(between);
    std::size_t more = 0;
    for (std::size_t at = first; at != std::string::npos; at = sentence.find(between, at + 1)) ++more;
    if (more > 1) return sentence.substr(0, first) + std::string(between) + std::to_string(more) + " more.";
  }
  return "";
}

/// What is said in place of a sentence that is longer than there is room for; empty if nothing is.
std::string in_fewer_words(const Stage& stage) {
  const Moment& m = stage.moment;
  if (m.event && m.event->kind == EventKind::poll_ended)
    return shortened_list(explain(stage.trace(), stage.names(), m.before, *m.event));
  if (!m.event || m.event->kind != EventKind::shutdown_began ||
      static_cast<RunResult>(m.event->detail) != RunResult::deadlock)
    return "";
  const std::string who = who_is_stuck_in_brief(m.before, stage.names());
  const std::uint64_t left = m.event->value;
  return "The run is stuck and ends" + (who.empty() ? "" : ": " + who) + "; " + std::to_string(left) +
         (left == 1 ? " task is cancelled." : " tasks are cancelled.");
}

/// A warning that becomes certain with the present event stands in the place of its sentence, but not where
/// somebody takes the thread: that lasts, and has to be told. The next event has its own sentence again.
const Warning* present_warning(const Stage& stage) {
  if (stage.moment.event && stage.moment.event->kind == EventKind::work_began) return nullptr;
  for (const Warning& warning : stage.chronicle.warnings()) {
    if (warning.event == stage.moment.at) return &warning;
  }
  return nullptr;
}

}  // namespace

float sentence_height(const Canvas& c, float width, ImFont* font) {
  const float words = Canvas::measure(font, long_sentence, width - c.px(28 + 38)).y;
  return std::max(words, font->FontSize * 2) + c.px(26);
}

void draw_sentence(const Canvas& c, const Rect& room, const Stage& stage, ImFont* largest,
                   Commands* commands) {
  const bool follows = stage.live && stage.live->follows;
  const Warning* warning = follows ? nullptr : present_warning(stage);
  const Theme& theme = c.theme;
  Rect text = room.inset(c.px(14), c.px(room.height() < c.px(60) ? 4.0f : 8.0f));
  const Event* event = follows ? nullptr : stage.moment.event;
  const bool can_ask = commands && (warning || event) && ImGui::IsWindowHovered();
  const bool is_pointed_at = can_ask && room.contains(ImGui::GetMousePos());
  if (is_pointed_at) c.fill(room.inset(c.px(4), c.px(2)), theme.selection.with_alpha(0.4f), c.px(4));
  if (stage.live && !follows) {
    const Rect line = text.take_top(c.fonts.body->FontSize + c.px(6));
    c.clipped(c.fonts.body, line.min(), theme.accent, ahead(stage, c.fonts.body, line.width()), line.width());
  }
  const TaskId told = event ? subject_of(*event, stage.moment.before) : TaskId::none;
  if (told != TaskId::none && !warning) {
    const float r = c.px(14);
    draw_badge(c, {text.left + r, text.top + r}, r, told);
    text.left += r * 2 + c.px(10);
  }
  if (warning) {
    const float size = c.px(24);
    platform::icon(Canvas::list(), platform::Icon::warning,
                   {text.left + size / 2, text.top + size / 2 + c.px(2)}, size, theme.warning.u32());
    text.left += size + c.px(10);
  }
  std::string words = warning ? "Warning: " + warning->text : sentence_for(stage);
  const bool holds_up = follows && held(stage.world(), stage.live->now);
  const Colour ink = warning ? theme.warning : holds_up ? theme.blocking : theme.text;
  // The size follows from the room and not from the sentence, so that it stays from event to event; only what
  // is far longer than others is smaller.
  ImFont* font = largest;
  const float badge_or_sign = c.px(38);
  const auto fits = [&](ImFont* in) {
    return Canvas::measure(in, words, text.width()).y <= text.height() + c.px(2);
  };
  if (!warning && !fits(c.fonts.title)) {
    if (std::string fewer = in_fewer_words(stage); !fewer.empty()) words = std::move(fewer);
  }
  for (ImFont* smaller : {c.fonts.title, c.fonts.strong, c.fonts.body, c.fonts.small}) {
    const float width = room.width() - c.px(28) - badge_or_sign;
    const bool has_room = Canvas::measure(font, long_sentence, width).y <= text.height() + c.px(2);
    if (has_room && fits(font)) break;
    font = smaller;
  }
  const bool on_a_term = draw_with_terms(c, font, text.min(), ink, words, text.width());
  if (is_pointed_at && !on_a_term)
    draw_tip(c, room,
             warning && !stage.is_compared ? "Click: why it matters, and what helps."
                                           : with_key("Click: why it happened", "why"));
  if (is_pointed_at && ImGui::IsMouseClicked(0)) {
    if (warning && !stage.is_compared) {
      commands->push_back(
          command::ReadWarning{static_cast<std::size_t>(warning - stage.chronicle.warnings().data())});
    } else {
      commands->push_back(command::AskWhy{stage.moment.at});
    }
  }
  c.controls.add("sentence", room);
}

}  // namespace loopglass
