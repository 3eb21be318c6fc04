#include "app/cli/interrupt.hpp"

#include <atomic>

namespace loopglass {
namespace {

std::atomic<Run*> interruptible = nullptr;
volatile std::sig_atomic_t interrupted = 0;
static_assert(std::atomic<Run*>::is_always_lock_free, "a signal handler reads it");

void interrupt(int) {
  interrupted = 1;
  if (Run* run = interruptible.load()) run->stop();
}

}  // namespace

StopOnInterrupt::StopOnInterrupt(Run& run) {
  interrupted = 0;
  interruptible = &run;
  struct sigaction action {};
  action.sa_handler = interrupt;
  // Only once: the second signal does what it did before.
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, nullptr, &before_);
  if (before_.sa_handler != SIG_IGN) sigaction(SIGINT, &action, nullptr);
}

StopOnInterrupt::~StopOnInterrupt() {
  sigaction(SIGINT, &before_, nullptr);
  interruptible = nullptr;
}

bool StopOnInterrupt::happened() const { return interrupted != 0; }

}  // namespace loopglass
