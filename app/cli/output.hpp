// Standard output that knows whether it was read. Text is collected and written in large pieces, or line by
// line where somebody watches it come.
//
// Deliberately absent: exceptions. Whoever prints much asks is_open() now and then, and finish() says the
// rest.
#pragma once
#include <string>
#include <string_view>

namespace loopglass {

// What a command ends with, besides 0.
inline constexpr int status_failed = 1;         // the run itself failed
inline constexpr int status_refused = 2;        // what was asked cannot be done
inline constexpr int status_interrupted = 130;  // Ctrl-C: 128 + SIGINT, as shells count
inline constexpr int status_unread = 141;       // nobody reads the output: 128 + SIGPIPE

/// Keeps the numbers 0 to 2 from being given to anything else if they are closed, and lets a closed pipe be
/// an error instead of a signal. Call it first.
void secure_standard_streams();

/// One line on standard error, beginning with the program's name.
void complain(std::string_view message);

class Output {
 public:
  ~Output() { flush(); }
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  void line(std::string_view text);
  void flush();
  /// From now on each line is written at once.
  void go_live() { live_ = true; }
  /// Whether what is written still arrives.
  bool is_open() const { return error_ == 0; }

  /// Writes what is left and returns `status`, unless the output did not arrive: then 141 quietly where the
  /// reader went away, or 2 with a line that says why.
  int finish(int status);

 private:
  std::string waiting_;
  int error_ = 0;  // errno of the first write that failed
  bool live_ = false;
};

}  // namespace loopglass
