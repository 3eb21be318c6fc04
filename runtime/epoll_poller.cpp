#include "runtime/epoll_poller.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "runtime/source.hpp"

namespace loopglass {
namespace {

constexpr std::int64_t for_ever = -1;
constexpr std::int64_t ns_per_second = 1'000'000'000;
constexpr std::int64_t ns_per_ms = 1'000'000;
constexpr std::int64_t most_ms = 1'000'000'000;
constexpr Duration coalescing = std::chrono::milliseconds(1);

std::uint8_t readiness_of(std::uint32_t events) {
  std::uint8_t bits = 0;
  if (events & EPOLLIN) bits |= readiness::readable;
  if (events & EPOLLOUT) bits |= readiness::writable;
  if (events & EPOLLRDHUP) bits |= readiness::readable | readiness::ended;
  if (events & (EPOLLHUP | EPOLLERR)) bits |= readiness::readable | readiness::writable | readiness::failed;
  return bits;
}

}  // namespace

EpollPoller::EpollPoller(RealClock& clock) : clock_(clock), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ >= 0) wake_up_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = nullptr;
  if (wake_up_ < 0 || epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_up_, &event) != 0) {
    const int error = errno;
    if (wake_up_ >= 0) close(wake_up_);
    if (epoll_ >= 0) close(epoll_);
    throw std::system_error(error, std::generic_category(), "cannot set up epoll");
  }
}

EpollPoller::~EpollPoller() {
  close(wake_up_);
  close(epoll_);
}

int EpollPoller::watch(int descriptor, Source& source) {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.ptr = &source;
  return epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) == 0 ? 0 : errno;
}

Waited EpollPoller::wait(std::optional<Instant> deadline) {
  std::int64_t timeout = for_ever;
  if (deadline) {
    deadline = std::max(*deadline, next_timer_);
    timeout = std::max<std::int64_t>((*deadline - clock_.read()).count(), 0);
  }
  collect(interrupted_ ? 0 : timeout);
  const bool interrupted = std::exchange(interrupted_, false);
  if (interrupted || noted_ > 0) return Waited::interrupted;
  // A signal may end it early, too.
  if (deadline && clock_.read() >= *deadline) next_timer_ = clock_.now() + coalescing;
  return Waited::until_deadline;
}

/// Where the system takes whole milliseconds only they are rounded up, so no timer fires early.
void EpollPoller::collect(std::int64_t timeout_ns) {
  const int most = static_cast<int>(events_.size());
  int count = -1;
  if (timeout_ns <= 0) {
    count = epoll_wait(epoll_, events_.data(), most, static_cast<int>(timeout_ns));
  } else {
    if (has_nanoseconds_) {
      const timespec timeout{timeout_ns / ns_per_second, timeout_ns % ns_per_second};
      count = epoll_pwait2(epoll_, events_.data(), most, &timeout, nullptr);
      has_nanoseconds_ = count >= 0 || errno != ENOSYS;
    }
    if (!has_nanoseconds_) {
      const std::int64_t ms = std::min((timeout_ns + ns_per_ms - 1) / ns_per_ms, most_ms);
      count = epoll_wait(epoll_, events_.data(), most, static_cast<int>(ms));
    }
  }
  noted_ = 0;
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events_[static_cast<std::size_t>(i)];
    if (event.data.ptr) {
      events_[static_cast<std::size_t>(noted_++)] = event;
      continue;
    }
    std::uint64_t interrupts = 0;
    [[maybe_unused]] const auto bytes = read(wake_up_, &interrupts, sizeof interrupts);
    interrupted_ = true;
  }
}

void EpollPoller::tell_sources() {
  // Waking runs nothing, so no source can go away meanwhile.
  const int count = std::exchange(noted_, 0);
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events_[static_cast<std::size_t>(i)];
    static_cast<Source*>(event.data.ptr)->became(readiness_of(event.events));
  }
}

void EpollPoller::interrupt() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto bytes = write(wake_up_, &one, sizeof one);
}

}  // namespace loopglass
