#include "runtime/net/attempt.hpp"

#include "runtime/executor.hpp"

namespace loopglass {
namespace {

using Direction = Source::Direction;

void trace(const Connection& connection, std::ptrdiff_t count, std::size_t asked, Direction direction) {
  const bool reads = direction == Direction::in;
  if (count == -EAGAIN) {
    const auto kind = reads ? AwaitKind::readable : AwaitKind::writable;
    connection.trace(EventKind::would_block, 0, 0, static_cast<std::uint16_t>(kind));
  } else if (count < 0) {
    connection.trace(EventKind::source_changed, static_cast<std::uint8_t>(SourceChange::failed),
                     static_cast<std::uint64_t>(-count));
  } else if (count == 0 && reads && asked > 0) {
    connection.trace(EventKind::source_changed, static_cast<std::uint8_t>(SourceChange::read_ended), 0);
  } else {
    const auto bytes = static_cast<std::uint64_t>(count);
    connection.trace(reads ? EventKind::bytes_read : EventKind::bytes_written, bytes < asked ? 1 : 0, bytes);
  }
}

/// Notes what an attempt has come to.
std::ptrdiff_t note(Connection& connection, std::ptrdiff_t count, std::size_t asked, Direction direction) {
  const bool is_short = count >= 0 && static_cast<std::size_t>(count) < asked;
  const bool is_end = count == 0 && direction == Direction::in;
  if (count == -EAGAIN || (is_short && !is_end)) connection.forget(direction);
  if (connection.is_traced()) [[unlikely]]
    trace(connection, count, asked, direction);
  return count;
}

}  // namespace

std::ptrdiff_t attempt_read(Connection& connection, std::span<char> into) {
  if (!connection.is_worth_trying(Direction::in)) return -EAGAIN;
  const std::ptrdiff_t count = note(connection, connection.try_read(into), into.size(), Direction::in);
  if (count > 0) connection.settle();
  return count;
}

std::ptrdiff_t attempt_write(Connection& connection, std::string_view bytes) {
  if (!connection.is_worth_trying(Direction::out)) return -EAGAIN;
  const std::ptrdiff_t count = note(connection, connection.try_write(bytes), bytes.size(), Direction::out);
  if (count > 0) connection.settle();
  return count;
}

}  // namespace loopglass
