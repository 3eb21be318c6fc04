// A queue of values in one block of memory that grows as needed and is used round and round.
#pragma once
#include <cassert>
#include <cstddef>
#include <memory>
#include <utility>

namespace loopglass {

template <class T>
class Ring {
 public:
  Ring() = default;
  Ring(Ring&& other) noexcept
      : slots_(std::exchange(other.slots_, nullptr)),
        room_(std::exchange(other.room_, 0)),
        head_(std::exchange(other.head_, 0)),
        size_(std::exchange(other.size_, 0)) {}
  Ring& operator=(const Ring&) = delete;
  ~Ring() {
    while (!empty()) pop();
    std::allocator<T>().deallocate(slots_, room_);
  }

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  /// Precondition: i < size(). The oldest value is number 0.
  T& operator[](std::size_t i) { return slots_[(head_ + i) & (room_ - 1)]; }

  void push(T value) {
    if (size_ == room_) grow();
    std::construct_at(&slots_[(head_ + size_) & (room_ - 1)], std::move(value));
    ++size_;
  }
  /// Takes the oldest value. Precondition: !empty().
  T pop() {
    assert(!empty());
    T& slot = slots_[head_];
    T value = std::move(slot);
    std::destroy_at(&slot);
    head_ = (head_ + 1) & (room_ - 1);
    --size_;
    return value;
  }

 private:
  // The room is a power of two, so that going round is a mask.
  void grow() {
    const std::size_t room = room_ == 0 ? 4 : room_ * 2;
    T* const slots = std::allocator<T>().allocate(room);
    for (std::size_t i = 0; i < size_; ++i) {
      std::construct_at(&slots[i], std::move((*this)[i]));
      std::destroy_at(&(*this)[i]);
    }
    std::allocator<T>().deallocate(slots_, room_);
    slots_ = slots;
    room_ = room;
    head_ = 0;
  }

  T* slots_ = nullptr;
  std::size_t room_ = 0;
  std::size_t head_ = 0;
  std::size_t size_ = 0;
};

}  // namespace loopglass
