// The ready queue: the tasks that wait for their poll, first in first out, in a ring that grows.
#pragma once
#include <cassert>
#include <cstddef>
#include <memory>
#include <utility>

namespace loopglass {

class Task;

class ReadyQueue {
 public:
  bool empty() const { return head_ == tail_; }
  std::size_t size() const { return tail_ - head_; }

  void push(Task& task) {
    if (size() > mask_) [[unlikely]]
      grow();
    ring_[tail_++ & mask_] = &task;
  }
  Task& pop() {
    assert(!empty());
    return *ring_[head_++ & mask_];
  }
  void clear() { head_ = tail_; }

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
