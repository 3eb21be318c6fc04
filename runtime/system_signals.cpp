#include "runtime/system_signals.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "runtime/executor.hpp"

namespace loopglass {
namespace {

/// Where the handler reports; -1 if nobody watches.
std::atomic<int> handler_reports_to = -1;
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler reads it");

void report(int) {
  const int error = errno;
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto bytes = write(handler_reports_to, &one, sizeof one);
  errno = error;
}

}  // namespace

class SystemSignals::Watch final : public SignalSource {
 public:
  Watch(Executor& executor, SourceId source, SystemSignals& owner)
      : SignalSource(executor, source), owner_(owner), events_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    int error = events_ < 0 ? errno : owner_.poller_.watch(events_, *this);
    if (error != 0) {
      if (events_ >= 0) close(events_);
      throw std::system_error(error, std::generic_category(), "cannot watch for signals");
    }
    owner_.watch_ = this;
    not_yet_ready();
    trace_opened(SourceKind::signal, "Ctrl-C", 0, SourceId::none);
    assert(handler_reports_to == -1 && "one executor at a time watches for signals");
    handler_reports_to = events_;
    install(SIGINT, before_int_);
    install(SIGTERM, before_term_);
  }
  ~Watch() override {
    sigaction(SIGINT, &before_int_, nullptr);
    sigaction(SIGTERM, &before_term_, nullptr);
    handler_reports_to = -1;
    close(events_);
    owner_.watch_ = nullptr;
  }

 private:
  /// What the program was told to ignore stays ignored.
  static void install(int signal, struct sigaction& before) {
    struct sigaction action {};
    action.sa_handler = report;
    action.sa_flags = SA_RESTART;
    sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
  std::uint64_t take() override {
    std::uint64_t raised = 0;
    return read(events_, &raised, sizeof raised) == sizeof raised ? raised : 0;
  }

  SystemSignals& owner_;
  int events_;
  struct sigaction before_int_ {};
  struct sigaction before_term_ {};
};

Shared<SignalSource> SystemSignals::watch(Executor& home, SourceId id) {
  if (watch_) return Shared<Watch>::of(*watch_);
  return Shared<Watch>::make(home, id, *this);
}

SourceId SystemSignals::watched_id() const { return watch_ ? watch_->id() : SourceId::none; }

}  // namespace loopglass
