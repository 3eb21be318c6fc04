// A list of a few plain values, which lie in the list itself; only a long one takes memory of its own.
//
// Invariant: the values stand one behind the other, first to last, as in a vector.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <type_traits>

namespace loopglass {

template <class T, std::size_t few>
class ShortList {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;
  using const_reverse_iterator = std::reverse_iterator<const T*>;

  ShortList() = default;
  ShortList(const ShortList& other) { copy(other); }
  ShortList(ShortList&& other) noexcept
      : more_(std::move(other.more_)), size_(other.size_), capacity_(other.capacity_) {
    std::copy_n(other.few_, few, few_);
    other.forget();
  }
  ShortList& operator=(const ShortList& other) {
    if (this != &other) copy(other);
    return *this;
  }
  ShortList& operator=(ShortList&& other) noexcept {
    if (this == &other) return *this;
    more_ = std::move(other.more_);
    size_ = other.size_;
    capacity_ = other.capacity_;
    std::copy_n(other.few_, few, few_);
    other.forget();
    return *this;
  }
  ~ShortList() = default;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* begin() { return more_ ? more_.get() : few_; }
  T* end() { return begin() + size_; }
  const T* begin() const { return more_ ? more_.get() : few_; }
  const T* end() const { return begin() + size_; }
  const_reverse_iterator rbegin() const { return const_reverse_iterator(end()); }
  const_reverse_iterator rend() const { return const_reverse_iterator(begin()); }
  const T& operator[](std::size_t i) const { return begin()[i]; }
  const T& front() const { return *begin(); }
  const T& back() const { return *(end() - 1); }

  void push_back(const T& value) {
    if (size_ == capacity_) {
      auto larger = std::make_unique<T[]>(std::size_t{capacity_} * 2);
      std::copy(begin(), end(), larger.get());
      more_ = std::move(larger);
      capacity_ *= 2;
    }
    begin()[size_++] = value;
  }
  void erase(const T* place) {
    T* const at = begin() + (place - begin());
    std::copy(at + 1, end(), at);
    --size_;
  }
  void clear() {
    more_.reset();
    forget();
  }
  /// How many bytes it takes beside its own.
  std::size_t bytes() const { return more_ ? capacity_ * sizeof(T) : 0; }

  friend bool operator==(const ShortList& a, const ShortList& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  void copy(const ShortList& other) {
    if (other.size_ <= few) {
      more_.reset();
      capacity_ = few;
    } else {
      more_ = std::make_unique<T[]>(other.size_);
      capacity_ = other.size_;
    }
    size_ = other.size_;
    std::copy(other.begin(), other.end(), begin());
  }
  void forget() {
    size_ = 0;
    capacity_ = few;
  }

  std::unique_ptr<T[]> more_;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = few;
  T few_[few]{};
};

/// As std::erase_if.
template <class T, std::size_t few, class Predicate>
void erase_if(ShortList<T, few>& list, Predicate predicate) {
  const T* kept = std::remove_if(list.begin(), list.end(), predicate);
  while (list.end() != kept) list.erase(list.end() - 1);
}

}  // namespace loopglass
