// The ready queue: the tasks that wait for their poll, in the order in which they came, in a ring that grows.
// Both of its ends are taken in constant time, and any other place in time with its distance to the nearer.
#pragma once
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace loopglass {

class Task;

/// In which of a policy's lines a queued task stands, where it has several: a lower one goes first.
enum class Line : std::uint8_t {
  main,  // Tokio polls it before the others
  next,
  let_in,     // was put off, and may come now
  newcomers,  // came since the loop has looked at its timers
  put_off,    // has yielded: not before the loop has looked at its timers
};

class ReadyQueue {
 public:
  bool empty() const { return head_ == tail_; }
  std::size_t size() const { return tail_ - head_; }

  void push(Task& task) {
    if (size() > mask_) [[unlikely]]
      grow();
    ring_[tail_++ & mask_] = &task;
  }
  void push_front(Task& task) {
    if (size() > mask_) [[unlikely]]
      grow();
    ring_[--head_ & mask_] = &task;
  }
  Task& pop() {
    assert(!empty());
    return *ring_[head_++ & mask_];
  }
  /// Takes the task at a place, 0 for the head; the others keep their order. Precondition: place < size().
  Task& take(std::size_t place) {
    assert(place < size());
    Task& task = at(place);
    if (place < size() / 2) {
      for (; place > 0; --place) ring_[(head_ + place) & mask_] = &at(place - 1);
      ++head_;
    } else {
      for (; place + 1 < size(); ++place) ring_[(head_ + place) & mask_] = &at(place + 1);
      --tail_;
    }
    return task;
  }
  void clear() { head_ = tail_; }
  /// The task at a place, 0 for the head. Precondition: place < size().
  Task& at(std::size_t place) const { return *ring_[(head_ + place) & mask_]; }

 private:
  // Saves the registers of its callers, so that pushing without growing need not.
  [[gnu::noinline, clang::preserve_most]] void grow() {
    const std::size_t count = size();
    auto larger = std::make_unique<Task*[]>(2 * (mask_ + 1));
    for (std::size_t i = 0; i < count; ++i) larger[i] = ring_[(head_ + i) & mask_];
    ring_ = std::move(larger);
    mask_ = 2 * mask_ + 1;
    head_ = 0;
    tail_ = count;
  }

  std::size_t mask_ = 63;  // the ring has a power of two of places, so that going round is a mask
  std::unique_ptr<Task*[]> ring_ = std::make_unique<Task*[]>(mask_ + 1);
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
};

}  // namespace loopglass
