#include "app/views/quiz_view.hpp"

#include <algorithm>

#include "app/platform/icons.hpp"
#include "app/views/terms.hpp"
#include "app/widgets/scrolling.hpp"

namespace loopglass {
namespace {

constexpr float title_height = 40;  // of the panel, and the room below it
constexpr float gap = 6;
constexpr float mark = 24;  // the number of a choice, or the sign of its answer

float choice_height(const Canvas& c, const std::string& text, float width) {
  return std::max(Canvas::measure(c.fonts.body, text, width - c.px(mark + 16)).y, c.px(15)) + c.px(8);
}

std::string verdict(const PosedQuestion& question, std::size_t chosen) {
  return chosen == question.answer ? "Yes." : "No: " + question.choices[question.answer] + ".";
}

float question_height(const Canvas& c, const PosedQuestion& question, float width) {
  const auto words = [&](ImFont* font, const std::string& text) {
    return Canvas::measure(font, text, width).y + c.px(gap);
  };
  float sum = words(c.fonts.title, question.text) + 3 * c.px(gap);
  for (const std::string& choice : question.choices) sum += choice_height(c, choice, width) + c.px(2);
  sum += words(c.fonts.strong, verdict(question, question.choices.size()));
  sum += words(c.fonts.body, question.because);
  return sum + c.fonts.body->FontSize + c.px(16);  // the row of buttons
}

/// A word to press. Its key stands beside it.
bool button(const Canvas& c, ImVec2 at, const char* name, const std::string& word, const char* key) {
  const float wide = Canvas::measure(c.fonts.body, word).x;
  const float key_wide = Canvas::measure(c.fonts.small, key).x;
  const Rect r{at.x, at.y, at.x + wide + key_wide + c.px(26), at.y + c.fonts.body->FontSize + c.px(10)};
  ImGui::SetCursorScreenPos(r.min());
  const bool pressed = ImGui::InvisibleButton(name, {r.width(), r.height()});
  c.controls.add_item(name);
  c.fill(r, ImGui::IsItemHovered() ? c.theme.hover : c.theme.raised, c.px(4));
  c.text(c.fonts.body, {r.left + c.px(8), r.top + c.px(5)}, c.theme.text, word);
  c.text(c.fonts.small, {r.right - c.px(8) - key_wide, r.top + c.px(7)}, c.theme.dim_text, key);
  return pressed;
}

/// Words that take as many lines as they need; `y` goes below them.
void write(const Canvas& c, ImFont* font, Colour colour, const std::string& text, ImVec2 at, float width,
           float& y) {
  draw_with_terms(c, font, at, colour, text, width);
  y += Canvas::measure(font, text, width).y + c.px(gap);
}

}  // namespace

void QuizView::open(const std::vector<PosedQuestion>& questions, EventNumber at) {
  const auto ahead = std::ranges::lower_bound(questions, at, {}, &PosedQuestion::at);
  question_ = ahead == questions.end() ? 0 : static_cast<std::size_t>(ahead - questions.begin());
  chosen_.assign(questions.size(), std::nullopt);
}

void QuizView::choose(const std::vector<PosedQuestion>& questions, std::size_t choice) {
  if (is_asking() && !is_over() && choice < questions[*question_].choices.size())
    chosen_[*question_] = choice;
}

void QuizView::next() {
  if (!question_) return;
  if (is_over()) {
    chosen_.assign(chosen_.size(), std::nullopt);
    question_ = 0;
  } else {
    ++*question_;
  }
}

std::size_t QuizView::right(const std::vector<PosedQuestion>& questions) const {
  std::size_t right = 0;
  for (std::size_t i = 0; i < chosen_.size(); ++i) right += chosen_[i] == questions[i].answer ? 1 : 0;
  return right;
}

float QuizView::height(const Canvas& canvas, const Stage& stage, float width) {
  float most = 0;
  for (const PosedQuestion& question : stage.questions) {
    most = std::max(most, question_height(canvas, question, width - canvas.px(24)));
  }
  // The end has a line for each question at most.
  float end = canvas.px(110);
  for (const PosedQuestion& question : stage.questions)
    end += choice_height(canvas, "1. " + question.text + " (not answered)", width - canvas.px(24)) +
           canvas.px(2);
  return std::max(most, end) + canvas.px(title_height);
}

namespace {

/// A line to click, with a sign before it.
bool line(const Canvas& c, const std::string& name, const std::string& text, platform::Icon sign,
          Colour colour, ImVec2 at, float width, float& bottom) {
  const Rect r{at.x, at.y, at.x + width, at.y + choice_height(c, text, width)};
  ImGui::SetCursorScreenPos(r.min());
  const bool clicked = ImGui::InvisibleButton(name.c_str(), {r.width(), r.height()});
  c.controls.add_item(name);
  c.fill(r, ImGui::IsItemHovered() ? c.theme.hover : c.theme.raised, c.px(4));
  platform::icon(Canvas::list(), sign,
                 {r.left + c.px(mark / 2 + 2), r.top + c.px(4) + c.fonts.body->FontSize / 2}, c.px(18),
                 colour.u32());
  c.wrapped(c.fonts.body, {r.left + c.px(mark + 8), r.top + c.px(4)}, c.theme.text, text,
            width - c.px(mark + 16));
  bottom = r.bottom + c.px(2);
  return clicked;
}

}  // namespace

void QuizView::draw(const Canvas& c, const Rect& room, const Stage& stage, Commands& commands) const {
  if (!question_ || chosen_.size() != stage.questions.size()) return;
  const std::string head = is_over() ? "QUIZ"
                                     : "QUESTION " + std::to_string(*question_ + 1) + " OF " +
                                           std::to_string(stage.questions.size());
  const Rect body = c.panel(room, head);
  const Rect close{room.right - c.px(34), room.top + c.px(4), room.right - c.px(10), room.top + c.px(28)};
  ImGui::SetCursorScreenPos(close.min());
  if (ImGui::InvisibleButton("quiz.close", {close.width(), close.height()}))
    commands.push_back(command::ToggleQuiz{});
  c.controls.add_item("quiz.close");
  platform::icon(Canvas::list(), platform::Icon::cross, close.centre(), c.px(13),
                 (ImGui::IsItemHovered() ? c.theme.text : c.theme.dim_text).u32());
  ImGui::SetCursorScreenPos(body.min());
  ImGui::BeginChild("quiz", {body.width(), body.height()}, false);
  start_at_top_of(head);
  if (is_over()) {
    draw_end(c, stage, body.width(), commands);
  } else {
    draw_question(c, stage, body.width(), commands);
  }
  ImGui::EndChild();
  c.controls.add("quiz", body);
}

/// How it went. Only what was answered wrongly can be looked at again with its answer: what was left out is
/// asked anew.
void QuizView::draw_end(const Canvas& c, const Stage& stage, float width, Commands& commands) const {
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const float left = top.x;
  float y = top.y;
  const auto words = [&](ImFont* font, Colour colour, const std::string& text) {
    write(c, font, colour, text, {left, y}, width, y);
  };
  const std::size_t all = chosen_.size();
  const std::size_t good = right(stage.questions);
  words(c.fonts.title, c.theme.text, std::to_string(good) + " of " + std::to_string(all) + " right");
  if (good == all) {
    words(c.fonts.body, c.theme.text,
          "You said each time what the run does. Try the next variant, or another scenario.");
  } else {
    words(c.fonts.body, c.theme.dim_text, "What to look at again:");
  }
  for (std::size_t i = 0; i < all; ++i) {
    if (chosen_[i] == stage.questions[i].answer) continue;
    const bool is_wrong = chosen_[i].has_value();
    const std::string text =
        std::to_string(i + 1) + ". " + stage.questions[i].text + (is_wrong ? "" : " (not answered)");
    if (line(c, "quiz.again." + std::to_string(i + 1), text,
             is_wrong ? platform::Icon::cross : platform::Icon::chevron_right,
             is_wrong ? c.theme.panicked : c.theme.dim_text, {left, y}, width, y))
      commands.push_back(command::LookAtQuestion{i});
  }
  y += c.px(gap);
  ImVec2 at(left, y);
  if (button(c, at, "quiz.once_more", "Once more", "N")) commands.push_back(command::NextQuestion{});
  at.x = ImGui::GetItemRectMax().x + c.px(8);
  if (button(c, at, "quiz.leave", "Close", "Q")) commands.push_back(command::ToggleQuiz{});
  y = ImGui::GetItemRectMax().y;
  ImGui::SetCursorScreenPos({left, y});
  ImGui::Dummy({1, 1});
}

void QuizView::draw_question(const Canvas& c, const Stage& stage, float width, Commands& commands) const {
  const PosedQuestion& question = stage.questions[*question_];
  const std::optional<std::size_t> picked = chosen();
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const float left = top.x;
  float y = top.y;

  const auto words = [&](ImFont* font, Colour colour, const std::string& text) {
    write(c, font, colour, text, {left, y}, width, y);
  };
  words(c.fonts.title, c.theme.text, question.text);
  y += c.px(gap);
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const Rect r{left, y, left + width, y + choice_height(c, question.choices[i], width)};
    const std::string name = "quiz." + std::to_string(i + 1);
    ImGui::SetCursorScreenPos(r.min());
    if (ImGui::InvisibleButton(name.c_str(), {r.width(), r.height()})) commands.push_back(command::Answer{i});
    c.controls.add_item(name);
    const bool is_answer = picked && i == question.answer;
    const bool is_wrong = picked == i && !is_answer;
    if (picked == i) c.fill(r, c.theme.selection, c.px(4));
    if (!picked) c.fill(r, ImGui::IsItemHovered() ? c.theme.hover : c.theme.raised, c.px(4));
    const ImVec2 sign(r.left + c.px(mark / 2 + 2), r.top + c.px(4) + c.fonts.body->FontSize / 2);
    if (is_answer || is_wrong) {
      const Colour colour = is_answer ? c.theme.polling : c.theme.panicked;
      platform::icon(Canvas::list(), is_answer ? platform::Icon::check : platform::Icon::cross, sign,
                     c.px(18), colour.u32());
    } else {
      c.centred(c.fonts.strong, sign, picked ? c.theme.dim_text : c.theme.accent, std::to_string(i + 1));
    }
    // The cards stand beside the choices, and the words under the mouse are clicked all the same.
    const Rect aside{top.x, top.y, top.x + width, r.bottom};
    draw_with_terms(c, c.fonts.body, {r.left + c.px(mark + 8), r.top + c.px(4)},
                    picked && !is_answer ? c.theme.dim_text : c.theme.text, question.choices[i],
                    width - c.px(mark + 16), &aside);
    y = r.bottom + c.px(2);
  }
  y += c.px(gap);
  if (picked) {
    words(c.fonts.strong, c.theme.text, verdict(question, *picked));
    words(c.fonts.body, c.theme.text, question.because);
    ImVec2 at(left, y);
    if (button(c, at, "quiz.see", "See it happen", "Space")) commands.push_back(command::TogglePlay{});
    at.x = ImGui::GetItemRectMax().x + c.px(8);
    const bool is_last = *question_ + 1 == stage.questions.size();
    if (button(c, at, "quiz.next", is_last ? "How it went" : "Next", "N"))
      commands.push_back(command::NextQuestion{});
    y = ImGui::GetItemRectMax().y;
  } else {
    words(c.fonts.small, c.theme.dim_text,
          "Choose with 1 to " + std::to_string(question.choices.size()) +
              ", or click. N: another question. Q: close.");
  }
  ImGui::SetCursorScreenPos({left, y});
  ImGui::Dummy({1, 1});
}

}  // namespace loopglass
