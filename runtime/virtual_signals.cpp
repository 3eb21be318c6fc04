#include "runtime/virtual_signals.hpp"

#include <utility>

#include "runtime/executor.hpp"

namespace loopglass {

class VirtualSignals::Watch final : public SignalSource {
 public:
  Watch(Executor& executor, SourceId source, VirtualSignals& owner)
      : SignalSource(executor, source), owner_(owner) {
    owner_.watch_ = this;
    not_yet_ready();
    trace_opened(SourceKind::signal, "Ctrl-C", 0, SourceId::none);
  }
  ~Watch() override { owner_.watch_ = nullptr; }
  void raise() {
    ++raised_;
    became(readiness::readable);
  }

 private:
  std::uint64_t take() override { return std::exchange(raised_, 0); }

  VirtualSignals& owner_;
  std::uint64_t raised_ = 0;
};

Shared<SignalSource> VirtualSignals::watch(Executor& home, SourceId id) {
  if (watch_) return Shared<Watch>::of(*watch_);
  return Shared<Watch>::make(home, id, *this);
}

SourceId VirtualSignals::watched_id() const { return watch_ ? watch_->id() : SourceId::none; }

void VirtualSignals::raise_at(Instant time) {
  agenda_.plan(time, [this] {
    if (watch_) watch_->raise();
  });
}

}  // namespace loopglass
