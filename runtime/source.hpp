// Something outside that tasks wait for and the reactor watches: a socket, a listener, a signal.
//
// Invariants:
// 1. Readiness, not completion: a bit that is set says that an attempt is worth making. An attempt that gets
//    less than it asked for forgets the bit, and only the reactor sets it again. A new source is tried first.
// 2. A wait is an entry in the awaiting frame. When the bit it waits for is set, all that wait for it are
//    woken, first come first served; each tries again when the executor polls it.
// 3. A source belongs to one executor and does not outlive it.
#pragma once
#include <string_view>

#include "runtime/context.hpp"
#include "runtime/poll.hpp"
#include "runtime/poller.hpp"
#include "runtime/sync/shared.hpp"
#include "runtime/trace/event.hpp"
#include "runtime/wait_list.hpp"

namespace loopglass {

class Source : public Counted {
 public:
  enum class Direction : std::uint8_t { in, out };

  /// `id` may be taken already, by whoever awaited the source before it was there.
  Source(Executor& home, SourceId id = SourceId::none);
  virtual ~Source();

  SourceId id() const { return id_; }
  bool is_worth_trying(Direction direction) const { return (ready_ & bit(direction)) != 0; }
  /// An attempt got less than it asked for. What has ended or failed stays worth trying: it says so at once.
  void forget(Direction direction) {
    const auto stays = direction == Direction::in ? readiness::ended | readiness::failed : readiness::failed;
    if ((ready_ & stays) == 0) ready_ &= static_cast<std::uint8_t>(~bit(direction));
  }
  /// The reactor has seen these bits of `readiness`: remembers them and wakes the tasks that wait for them.
  void became(std::uint8_t bits);

  /// A task's wait for one direction; lives in the awaiting frame and leaves with it.
  class Wait {
   public:
    Wait() = default;
    Wait(Wait&& other) noexcept;
    ~Wait() {
      if (entry_.is_linked()) leave();
    }
    /// Notes the waker of the context. Precondition: always the same source, direction and kind.
    Pending on(Source& source, Direction direction, AwaitKind kind, const Context& context);
    /// Forgets the wait, if there is one.
    void leave();

   private:
    WaitEntry entry_;
    Source* source_ = nullptr;
    AwaitKind kind_{};
  };

 protected:
  Executor& home() const { return home_; }
  /// Whether the executor records, and is there to do so.
  bool is_traced() const;
  /// Says that the source is there; where the executor records, it gets its id here.
  void trace_opened(SourceKind kind, std::string_view name, std::uint32_t holds, SourceId other_end);
  EventNumber trace(EventKind kind, std::uint8_t detail, std::uint64_t value, std::uint16_t extra = 0) const;
  /// For a source that is not worth a try before the reactor has seen it.
  void not_yet_ready() { ready_ = 0; }

 private:
  static std::uint8_t bit(Direction direction) {
    return direction == Direction::in ? readiness::readable : readiness::writable;
  }
  void wake_all(WaitList& line, EventNumber cause);

  Executor& home_;
  Poller& poller_;
  SourceId id_;
  std::uint8_t ready_ = readiness::readable | readiness::writable;
  bool opened_ = false;
  WaitList readers_;
  WaitList writers_;
};

}  // namespace loopglass
