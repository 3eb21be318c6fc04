#include "runtime/net/line_reader.hpp"

#include <algorithm>

namespace loopglass {
namespace {

constexpr std::size_t piece = 4096;

IoError read_error(std::ptrdiff_t count) { return {IoStep::read, static_cast<int>(-count)}; }

}  // namespace

std::ptrdiff_t LineReader::read_more() {
  if (begin_ > 0) {
    buffer_.erase(0, begin_);
    checked_ -= begin_;
    begin_ = 0;
  }
  const std::size_t before = buffer_.size();
  buffer_.resize(before + piece);
  const std::ptrdiff_t count = attempt_read(connection_, std::span(buffer_).subspan(before));
  buffer_.resize(before + static_cast<std::size_t>(std::max<std::ptrdiff_t>(count, 0)));
  return count;
}

std::optional<std::string> LineReader::take_line() {
  const std::size_t end = buffer_.find('\n', checked_);
  if (end == std::string::npos) {
    checked_ = buffer_.size();
    return std::nullopt;
  }
  std::string line = buffer_.substr(begin_, end - begin_);
  if (line.ends_with('\r')) line.pop_back();
  begin_ = checked_ = end + 1;
  return line;
}

std::optional<std::string> LineReader::take(std::size_t count) {
  if (buffer_.size() - begin_ < count) return std::nullopt;
  std::string taken = buffer_.substr(begin_, count);
  begin_ = checked_ = begin_ + count;
  return taken;
}

Poll<LineReader::Line::Output> LineReader::Line::poll(Context& context) {
  for (;;) {
    if (auto line = reader_.take_line()) {
      wait_.leave();
      return Output(std::move(line));
    }
    if (reader_.buffer_.size() - reader_.begin_ > longest_line)
      return Output(IoError(IoStep::read, EMSGSIZE));
    const std::ptrdiff_t count = reader_.read_more();
    if (count == -EAGAIN)
      return wait_.on(reader_.connection_, Source::Direction::in, AwaitKind::readable, context);
    if (count == 0) return Output(std::optional<std::string>());
    if (count < 0) return Output(read_error(count));
  }
}

Poll<LineReader::Exactly::Output> LineReader::Exactly::poll(Context& context) {
  for (;;) {
    if (auto taken = reader_.take(count_)) {
      wait_.leave();
      return Output(std::move(taken));
    }
    const std::ptrdiff_t count = reader_.read_more();
    if (count == -EAGAIN)
      return wait_.on(reader_.connection_, Source::Direction::in, AwaitKind::readable, context);
    if (count == 0) return Output(std::optional<std::string>());
    if (count < 0) return Output(read_error(count));
  }
}

}  // namespace loopglass
