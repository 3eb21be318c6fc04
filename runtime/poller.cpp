#include "runtime/poller.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace loopglass {

Waited VirtualPoller::wait(std::optional<Instant> deadline) {
  for (auto at = clock_.next(); at && (!deadline || *at <= *deadline); at = clock_.next()) {
    if (clock_.advance_to_next()) return Waited::interrupted;
  }
  if (deadline) clock_.advance_to(*deadline);
  return Waited::until_deadline;
}

EpollPoller::EpollPoller(RealClock& clock) : clock_(clock), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ >= 0) wake_up_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  epoll_event event{};
  event.events = EPOLLIN;
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

Waited EpollPoller::wait(std::optional<Instant> deadline) {
  int timeout = -1;
  if (deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - clock_.read()).count();
    timeout = static_cast<int>(std::clamp<std::int64_t>(left, 0, 1'000'000'000));
  }
  epoll_event event{};
  if (epoll_wait(epoll_, &event, 1, timeout) <= 0) return Waited::until_deadline;
  std::uint64_t count = 0;
  [[maybe_unused]] const auto bytes = read(wake_up_, &count, sizeof count);
  return Waited::interrupted;
}

void EpollPoller::interrupt() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto bytes = write(wake_up_, &one, sizeof one);
}

}  // namespace loopglass
