// Reads a stream by lines, or by a number of bytes that is known beforehand; what it has read too much it
// keeps.
#pragma once
#include <optional>
#include <string>

#include "runtime/net/tcp_stream.hpp"

namespace loopglass {

class LineReader {
 public:
  /// A line that is longer than this is an error (EMSGSIZE).
  static constexpr std::size_t longest_line = 65536;

  class Line;
  class Exactly;

  /// Borrows the stream.
  explicit LineReader(const TcpStream& stream) : connection_(*stream.connection_) {}

  /// The next line without its end, which is "\n" or "\r\n". Empty at the end of the stream, where a line
  /// that was begun is dropped.
  ///
  ///     while (auto line = (co_await reader.line()).unwrap()) println(*line);
  Line line();
  /// The next `count` bytes; empty if the stream ends first.
  Exactly exactly(std::size_t count);

 private:
  /// How an attempt to read more has gone: -EAGAIN to wait, another error below 0, 0 at the end.
  std::ptrdiff_t read_more();
  std::optional<std::string> take_line();
  std::optional<std::string> take(std::size_t count);

  Connection& connection_;
  std::string buffer_;
  std::size_t begin_ = 0;    // what stands before it was taken
  std::size_t checked_ = 0;  // up to here there is no end of a line
};

class [[nodiscard]] LineReader::Line {
 public:
  using Output = IoResult<std::optional<std::string>>;

  explicit Line(LineReader& reader) : reader_(reader) {}
  Poll<Output> poll(Context& context);
  AwaitInfo await_info(Tracer&) const { return {AwaitKind::readable, raw(reader_.connection_.id())}; }

 private:
  LineReader& reader_;
  Source::Wait wait_;
};

class [[nodiscard]] LineReader::Exactly {
 public:
  using Output = IoResult<std::optional<std::string>>;

  Exactly(LineReader& reader, std::size_t count) : reader_(reader), count_(count) {}
  Poll<Output> poll(Context& context);
  AwaitInfo await_info(Tracer&) const { return {AwaitKind::readable, raw(reader_.connection_.id())}; }

 private:
  LineReader& reader_;
  std::size_t count_;
  Source::Wait wait_;
};

inline LineReader::Line LineReader::line() { return Line(*this); }
inline LineReader::Exactly LineReader::exactly(std::size_t count) { return {*this, count}; }

}  // namespace loopglass
