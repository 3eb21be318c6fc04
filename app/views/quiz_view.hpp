// The quiz: it stops before something is decided, asks what comes, and shows what the run says.
//
// It stands where the lesson stands, beside the loop, so that the class can look while it thinks. What it
// keeps is which question is open and what was chosen; the answers belong to the run. After the last question
// it says how many were right, and which to look at again.
#pragma once
#include <optional>
#include <vector>

#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

class QuizView {
 public:
  bool is_open() const { return question_.has_value(); }
  /// Whether it is at its end: no question is open.
  bool is_over() const { return question_ && *question_ == chosen_.size(); }
  /// Whether a question is open that was not answered yet.
  bool is_asking() const { return is_open() && !chosen(); }
  /// Opens at the first question that lies ahead of `at`, or at the first of all. Precondition: there is one.
  void open(const std::vector<PosedQuestion>& questions, EventNumber at);
  void close() { question_.reset(); }
  /// Chooses, once for each question; a number that is not offered chooses nothing.
  void choose(const std::vector<PosedQuestion>& questions, std::size_t choice);
  /// Goes to the next question, from the last to the end, and from there to the first, with nothing answered.
  void next();
  /// Goes back to a question that was answered, as it was answered.
  void look_at(std::size_t question) { question_ = question; }
  /// The question that is open, by its place. Precondition: is_open(), and not is_over().
  std::size_t question() const { return *question_; }
  std::optional<std::size_t> chosen() const {
    return question_ && !is_over() ? chosen_[*question_] : std::nullopt;
  }
  /// How many were answered as the run says.
  std::size_t right(const std::vector<PosedQuestion>& questions) const;

  /// The height of the tallest question, answered: so nothing moves from one to the next.
  static float height(const Canvas& canvas, const Stage& stage, float width);
  void draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) const;

 private:
  std::optional<std::size_t> question_;
  void draw_question(const Canvas& canvas, const Stage& stage, float width, Commands& commands) const;
  void draw_end(const Canvas& canvas, const Stage& stage, float width, Commands& commands) const;

  std::vector<std::optional<std::size_t>> chosen_;  // of each question
};

}  // namespace loopglass
