// The quiz: it stops before something is decided, asks what comes, and shows what the run says.
//
// It stands where the lesson stands, beside the loop, so that the class can look while it thinks. What it
// keeps is which question is open and what was chosen; the answers belong to the run.
#pragma once
#include <optional>
#include <vector>

#include "app/views/canvas.hpp"
#include "app/views/stage.hpp"

namespace loopglass {

class QuizView {
 public:
  bool is_open() const { return question_.has_value(); }
  /// Whether a question is open that was not answered yet.
  bool is_asking() const { return question_.has_value() && !chosen_; }
  /// Opens at the first question that lies ahead of `at`, or at the first of all. Precondition: there is one.
  void open(const std::vector<PosedQuestion>& questions, EventNumber at);
  void close() { question_.reset(); }
  /// Chooses, once for each question; a number that is not offered chooses nothing.
  void choose(const std::vector<PosedQuestion>& questions, std::size_t choice);
  /// Goes to the next question, from the last to the first.
  void next(const std::vector<PosedQuestion>& questions);
  /// The question that is open, by its place. Precondition: is_open().
  std::size_t question() const { return *question_; }
  std::optional<std::size_t> chosen() const { return chosen_; }

  /// The height of the tallest question, answered: so nothing moves from one to the next.
  static float height(const Canvas& canvas, const Stage& stage, float width);
  void draw(const Canvas& canvas, const Rect& room, const Stage& stage, Commands& commands) const;

 private:
  std::optional<std::size_t> question_;
  std::optional<std::size_t> chosen_;
};

}  // namespace loopglass
