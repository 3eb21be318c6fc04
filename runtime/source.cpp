#include "runtime/source.hpp"

#include "runtime/executor.hpp"

namespace loopglass {

Source::Source(Executor& home, SourceId id) : home_(home), poller_(home.reactor().poller()), id_(id) {}

Source::~Source() {
  assert(readers_.empty() && writers_.empty() && "a source is not closed while somebody waits for it");
  if (opened_ && is_traced()) trace(EventKind::source_closed, 0, 0);
}

void Source::became(std::uint8_t bits) {
  const auto fresh = static_cast<std::uint8_t>(bits & ~ready_);
  if (fresh == 0) return;
  ready_ |= fresh;
  EventNumber cause = 0;
  if (Tracer& tracer = home_.tracer(); tracer.on()) [[unlikely]] {
    cause = tracer.emit({.kind = EventKind::source_ready, .detail = fresh, .subject = raw(id_)});
  }
  if (fresh & readiness::readable) wake_all(readers_, cause);
  if (fresh & readiness::writable) wake_all(writers_, cause);
}

void Source::wake_all(WaitList& line, EventNumber cause) {
  while (const WaitEntry* entry = line.pop()) {
    poller_.stop_waiting();
    entry->waker.wake({WakeReason::source, raw(id_), cause});
  }
}

bool Source::is_traced() const { return Executor::current() == &home_ && home_.tracer().on(); }

void Source::trace_opened(SourceKind kind, std::string_view name, std::uint32_t holds, SourceId other_end) {
  if (!is_traced()) return;
  Tracer& tracer = home_.tracer();
  tracer.assign(id_);
  opened_ = true;
  trace(EventKind::source_opened, static_cast<std::uint8_t>(kind),
        std::uint64_t{raw(tracer.string(name))} << 32 | raw(other_end), static_cast<std::uint16_t>(holds));
}

EventNumber Source::trace(EventKind kind, std::uint8_t detail, std::uint64_t value,
                          std::uint16_t extra) const {
  return home_.tracer().emit({.kind = kind,
                              .detail = detail,
                              .extra = extra,
                              .task = home_.current_task(),
                              .subject = raw(id_),
                              .value = value});
}

Source::Wait::Wait([[maybe_unused]] Wait&& other) noexcept {
  assert(!other.entry_.is_linked() && "a future stays where it is once it was polled");
}

Pending Source::Wait::on(Source& source, Direction direction, AwaitKind kind, const Context& context) {
  entry_.waker = context.waker();
  if (entry_.is_linked()) return pending;
  source_ = &source;
  kind_ = kind;
  (direction == Direction::in ? source.readers_ : source.writers_).push(entry_);
  source.poller_.start_waiting();
  if (source.is_traced()) [[unlikely]] {
    source.trace(EventKind::waker_registered, 0, 0, static_cast<std::uint16_t>(kind));
  }
  return pending;
}

void Source::Wait::leave() {
  if (!entry_.is_linked()) return;
  entry_.unlink();
  source_->poller_.stop_waiting();
  if (!source_->is_traced()) return;
  source_->home_.tracer().emit({.kind = EventKind::wait_cancelled,
                                .extra = static_cast<std::uint16_t>(kind_),
                                .task = entry_.waker.task(),
                                .subject = raw(source_->id_)});
}

}  // namespace loopglass
