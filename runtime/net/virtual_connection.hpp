// The ends of connections and the listeners of the virtual network.
#pragma once
#include <deque>
#include <string>

#include "runtime/net/virtual_network.hpp"

namespace loopglass {

class VirtualConnection final : public Connection {
 public:
  enum class State : std::uint8_t { connecting, connected, refused, broken };
  using Number = VirtualNetwork::Number;

  VirtualConnection(Executor& home, VirtualNetwork& network, Number number, SourceId id);
  ~VirtualConnection() override;

  int finish_connecting() override;
  std::ptrdiff_t try_read(std::span<char> into) override;
  std::ptrdiff_t try_write(std::string_view bytes) override;
  void settle() override;
  void break_off() override { broken_off_ = true; }

  Number number() const { return number_; }
  void open(std::string_view name, SourceId other_end) {
    trace_opened(SourceKind::stream, name, buffer_, other_end);
  }
  /// Joins two ends.
  void join(VirtualConnection& other) {
    peer_ = other.number_;
    other.peer_ = number_;
  }
  void wait_for_answer() { not_yet_ready(); }
  void stand() { state_ = State::connected; }
  bool stands() const { return state_ == State::connected; }
  /// Something between the two ends breaks the connection off: this one knows it now, the other one latency
  /// later. Precondition: it stands.
  void break_between();
  /// What is sent to it from now on does not overtake what was delayed.
  void hold_up_sender(Duration by) const;
  void leave_backlog() { is_accepted_ = true; }
  void arrive(Packet packet, std::uint16_t bytes);

 private:
  int close_write_half() override;
  void be_broken();
  VirtualConnection* peer() const { return network_.find(peer_); }
  /// How much may be sent now.
  std::size_t room();
  /// The other side has read.
  void add_credit(std::size_t bytes);
  void plan_room();
  void depart(std::size_t bytes);
  Instant arrival(std::size_t bytes);

  VirtualNetwork& network_;
  Number number_;
  Number peer_ = 0;
  State state_ = State::connecting;
  bool is_accepted_ = false;
  bool broken_off_ = false;
  bool other_side_shut_ = false;
  std::uint16_t buffer_;

  // What comes in: the first `arrived_` of the bytes are here, the others are on their way.
  std::deque<char> in_;
  std::size_t arrived_ = 0;
  std::size_t taken_ = 0;  // read, and the sender does not know yet

  // What goes out.
  struct Credit {
    Instant time;
    std::size_t bytes;
  };
  std::deque<Credit> credits_;
  std::size_t room_;
  std::size_t departing_ = 0;  // written, and not under way yet
  bool is_starving_ = false;
  bool room_is_planned_ = false;
  Instant line_free_{};
  Instant last_arrival_{};
};

class VirtualListener final : public Listening {
 public:
  VirtualListener(Executor& home, VirtualNetwork& network, Endpoint local);
  ~VirtualListener() override;

  Shared<Connection> try_accept(int& error) override;
  const Endpoint& local() const override { return local_; }
  void open() { trace_opened(SourceKind::listener, ":" + std::to_string(local_.port), 0, SourceId::none); }
  bool is_full() const { return backlog_.size() >= 128; }
  void add(Shared<VirtualConnection> connection);

 private:
  VirtualNetwork& network_;
  Endpoint local_;
  std::deque<Shared<VirtualConnection>> backlog_;
};

}  // namespace loopglass
