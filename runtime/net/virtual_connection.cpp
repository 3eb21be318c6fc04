#include "runtime/net/virtual_connection.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include "runtime/executor.hpp"
#include "runtime/sleep.hpp"

namespace loopglass {
namespace {

constexpr std::size_t largest_packet = 16384;
/// The least time after which TCP sends again what nobody has acknowledged; then twice as long, and so on.
constexpr Duration least_timeout = std::chrono::milliseconds(200);
constexpr int most_losses_in_a_row = 6;

}  // namespace

VirtualConnection::VirtualConnection(Executor& executor, VirtualNetwork& network, Number number, SourceId id)
    : Connection(executor, id),
      network_(network),
      number_(number),
      buffer_(network.options_.buffer),
      room_(network.options_.buffer) {
  network_.ends_.emplace(number_, this);
}

VirtualConnection::~VirtualConnection() {
  network_.ends_.erase(number_);
  if (peer_ == 0 || state_ == State::broken) return;
  // As TCP has it: who closes with bytes unread, or before the connection is accepted, breaks it off.
  if (broken_off_ || !in_.empty() || !is_accepted_) {
    network_.plan(network_.now() + network_.options_.latency, peer_, Packet::reset, 0);
  } else {
    shut_write();
  }
}

int VirtualConnection::finish_connecting() {
  switch (state_) {
    case State::connecting: return -EAGAIN;
    case State::connected: return 0;
    case State::refused: return -ECONNREFUSED;
    case State::broken: break;
  }
  return -ECONNRESET;
}

std::ptrdiff_t VirtualConnection::try_read(std::span<char> into) {
  if (state_ == State::broken) return -ECONNRESET;
  const std::size_t count = std::min(into.size(), arrived_);
  if (count == 0) return other_side_shut_ || into.empty() ? 0 : -EAGAIN;
  std::copy_n(in_.begin(), count, into.begin());
  in_.erase(in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(count));
  arrived_ -= count;
  taken_ += count;
  return static_cast<std::ptrdiff_t>(count);
}

std::ptrdiff_t VirtualConnection::try_write(std::string_view bytes) {
  if (state_ == State::broken) return -ECONNRESET;
  if (is_write_shut()) return -EPIPE;
  if (bytes.empty()) return 0;
  VirtualConnection* const receiver = peer();
  const std::size_t count = receiver ? std::min(bytes.size(), room()) : bytes.size();
  if (count < bytes.size()) {
    is_starving_ = true;
    plan_room();
  }
  if (count == 0) return -EAGAIN;
  departing_ = count;
  if (!receiver) return static_cast<std::ptrdiff_t>(count);
  room_ -= count;
  receiver->in_.insert(receiver->in_.end(), bytes.begin(), bytes.begin() + count);
  return static_cast<std::ptrdiff_t>(count);
}

void VirtualConnection::settle() {
  if (const std::size_t read = std::exchange(taken_, 0); read > 0 && peer()) peer()->add_credit(read);
  if (const std::size_t written = std::exchange(departing_, 0); written > 0) depart(written);
}

void VirtualConnection::depart(std::size_t left) {
  if (!peer()) {
    // Nobody is there any more: that is learnt when the other host says so.
    network_.plan(network_.now() + 2 * network_.options_.latency, number_, Packet::reset, 0);
    return;
  }
  while (left > 0) {
    const std::size_t bytes = std::min(left, largest_packet);
    network_.plan(arrival(bytes), peer_, Packet::data, static_cast<std::uint16_t>(bytes));
    left -= bytes;
  }
}

int VirtualConnection::close_write_half() {
  if (state_ != State::connected) return -ENOTCONN;
  network_.plan(arrival(0), peer_, Packet::end, 0);
  return 0;
}

/// When something that is sent now arrives; nothing overtakes what was sent before.
Instant VirtualConnection::arrival(std::size_t bytes) {
  const NetworkOptions& options = network_.options_;
  line_free_ = std::max(line_free_, network_.now());
  if (options.bandwidth > 0) {
    constexpr std::uint64_t ns = 1'000'000'000;
    line_free_ += Duration(static_cast<std::int64_t>(bytes * ns / options.bandwidth));
  }
  Duration late{};
  Duration timeout = std::max(least_timeout, 2 * options.latency);
  for (int losses = 0; losses < most_losses_in_a_row && network_.loses(home()); ++losses) {
    late += timeout;
    timeout *= 2;
  }
  if (late > Duration::zero() && is_traced()) {
    trace(EventKind::source_changed, static_cast<std::uint8_t>(SourceChange::lost),
          static_cast<std::uint64_t>(late.count()));
  }
  last_arrival_ = std::max(last_arrival_, line_free_ + options.latency + late);
  return last_arrival_;
}

std::size_t VirtualConnection::room() {
  while (!credits_.empty() && credits_.front().time <= network_.now()) {
    room_ += credits_.front().bytes;
    credits_.pop_front();
  }
  return room_;
}

void VirtualConnection::add_credit(std::size_t bytes) {
  credits_.push_back({network_.now() + network_.options_.latency, bytes});
  plan_room();
}

/// Who waits for room is told when the first of it is known.
void VirtualConnection::plan_room() {
  if (!is_starving_ || room_is_planned_ || credits_.empty()) return;
  room_is_planned_ = true;
  network_.plan(credits_.front().time, number_, Packet::room, 0);
}

void VirtualConnection::arrive(Packet packet, std::uint16_t bytes) {
  if (state_ == State::broken) return;
  if (is_traced()) trace(EventKind::packet_arrived, static_cast<std::uint8_t>(packet), 0, bytes);
  switch (packet) {
    case Packet::request: break;
    case Packet::answer:
      state_ = State::connected;
      is_accepted_ = true;
      became(readiness::writable);
      break;
    case Packet::refusal:
      state_ = State::refused;
      became(readiness::readable | readiness::writable | readiness::failed);
      break;
    case Packet::data:
      arrived_ += bytes;
      became(readiness::readable);
      break;
    case Packet::end:
      other_side_shut_ = true;
      became(readiness::readable | readiness::ended);
      break;
    case Packet::reset: be_broken(); break;
    case Packet::room:
      room_is_planned_ = false;
      is_starving_ = false;
      became(readiness::writable);
      break;
  }
}

void VirtualConnection::be_broken() {
  state_ = State::broken;
  in_.clear();
  arrived_ = 0;
  became(readiness::readable | readiness::writable | readiness::failed);
}

void VirtualConnection::break_between() {
  network_.plan(network_.now() + network_.options_.latency, peer_, Packet::reset, 0);
  be_broken();
}

void VirtualConnection::hold_up_sender(Duration by) const {
  if (VirtualConnection* const sender = peer())
    sender->last_arrival_ = saturating_add(sender->last_arrival_, by);
}

// ---- listeners

VirtualListener::VirtualListener(Executor& executor, VirtualNetwork& network, Endpoint local)
    : Listening(executor), network_(network), local_(std::move(local)) {
  network_.listeners_.emplace(local_.port, this);
}

VirtualListener::~VirtualListener() { network_.listeners_.erase(local_.port); }

Shared<Connection> VirtualListener::try_accept(int& error) {
  if (backlog_.empty()) {
    error = -EAGAIN;
    return {};
  }
  Shared<VirtualConnection> next = std::move(backlog_.front());
  backlog_.pop_front();
  next->leave_backlog();
  return next;
}

void VirtualListener::add(Shared<VirtualConnection> connection) {
  backlog_.push_back(std::move(connection));
  became(readiness::readable);
}

}  // namespace loopglass
