// What is wrong with something a person asked for.
#pragma once
#include <string>
#include <utility>

namespace loopglass {

/// One line that says what is wrong, and what to do.
class Complaint {
 public:
  explicit Complaint(std::string message) : message_(std::move(message)) {}
  std::string message() const { return message_; }

 private:
  std::string message_;
};

}  // namespace loopglass
