// A queue between two threads: one puts in, the other takes out, and neither ever waits for the other.
//
// A chain of pages. The writer fills the last page and says how far; the reader frees the pages it has
// emptied. So it has no bound but memory, an item costs a store and a release, and the two meet in one word a
// page. Dmitry Vyukov's unbounded queue of one producer and one consumer, with pages in place of nodes:
// https://www.1024cores.net/home/lock-free-algorithms/queues/unbounded-spsc-queue
#pragma once
#include <atomic>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace loopglass {

template <class T, std::size_t page_size>
class SpscQueue {
 public:
  SpscQueue() : first_(new Page), last_(first_) {}
  ~SpscQueue() {
    while (front()) pop();
    delete first_;
  }
  SpscQueue(const SpscQueue&) = delete;
  SpscQueue& operator=(const SpscQueue&) = delete;

  /// The writer's. Throws std::bad_alloc.
  void push(T item) {
    if (filled_ == page_size) [[unlikely]]
      add_page();
    std::construct_at(last_->item(filled_), std::move(item));
    last_->filled.store(++filled_, std::memory_order_release);
  }

  // The reader's.

  /// The oldest item; null if there is none yet.
  T* front() {
    if (taken_ == seen_ && !look()) return nullptr;
    return first_->item(taken_);
  }
  /// Precondition: front() was not null.
  void pop() { std::destroy_at(first_->item(taken_++)); }

 private:
  struct Page {
    T* item(std::size_t i) { return std::launder(reinterpret_cast<T*>(room + i * sizeof(T))); }

    std::atomic<std::size_t> filled{0};
    std::atomic<Page*> next{nullptr};
    alignas(T) std::byte room[page_size * sizeof(T)];
  };

  [[gnu::noinline]] void add_page() {
    Page* const page = new Page;
    last_->next.store(page, std::memory_order_release);
    last_ = page;
    filled_ = 0;
  }
  /// Whether there is more than was seen so far.
  bool look() {
    if (taken_ == page_size) {
      Page* const next = first_->next.load(std::memory_order_acquire);
      if (!next) return false;
      delete std::exchange(first_, next);
      taken_ = seen_ = 0;
    }
    seen_ = first_->filled.load(std::memory_order_acquire);
    return taken_ < seen_;
  }

  static constexpr std::size_t apart = 64;  // bytes of a cache line: each thread has its own

  alignas(apart) Page* first_;  // the reader's
  std::size_t taken_ = 0;
  std::size_t seen_ = 0;
  alignas(apart) Page* last_;  // the writer's
  std::size_t filled_ = 0;
};

}  // namespace loopglass
