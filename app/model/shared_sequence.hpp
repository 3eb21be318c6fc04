// A sequence of values in pieces that copies share: copying one costs as much as it has pieces, and a change
// copies the piece it is in, where another sequence has that, too.
//
// It is what the world's tables are made of, so that a world of 100,000 tasks is copied in microseconds.
//
// Invariants:
// 1. No piece is empty.
// 2. Pieces between the first and the last are full while `even_` holds: then a place is found by a division.
//    Taking out or putting in somewhere in the middle ends that, and a place is found by counting.
#pragma once
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

namespace loopglass {

/// `room`: how many values a piece has at most. In one with many a change costs more, and a copy less.
template <class T, std::size_t room = std::clamp<std::size_t>(4096 / sizeof(T), 8, 256)>
class SharedSequence {
 public:
  class const_iterator;
  using value_type = T;
  using iterator = const_iterator;

  SharedSequence() = default;
  SharedSequence(std::initializer_list<T> values) {
    for (const T& value : values) push_back(value);
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  /// Precondition: i < size().
  const T& operator[](std::size_t i) const {
    const auto [piece, offset] = locate(i);
    return (*pieces_[piece])[offset];
  }
  /// Throws std::out_of_range where there is none.
  const T& at(std::size_t i) const {
    if (i >= size_) throw std::out_of_range("SharedSequence::at");
    return (*this)[i];
  }
  const T& front() const { return pieces_.front()->front(); }
  const T& back() const { return pieces_.back()->back(); }
  const_iterator begin() const { return const_iterator(*this, 0, 0); }
  const_iterator end() const { return const_iterator(*this, pieces_.size(), 0); }

  /// To change a value. Good until the sequence is copied or changes otherwise.
  T& edit(std::size_t i) {
    const auto [piece, offset] = locate(i);
    return own(piece)[offset];
  }
  T& edit(const const_iterator& it) { return own(it.piece_)[it.offset_]; }

  /// Makes `count` values anew, a piece at a time: `fill(first, values)` writes over those from place `first`
  /// on, whatever they were. What is shared is not copied for that, and what is not shared is used again.
  template <class Fill>
  void remake(std::size_t count, Fill fill) {
    pieces_.resize((count + room - 1) / room);
    size_ = count;
    even_ = true;
    for (std::size_t p = 0, first = 0; p < pieces_.size(); ++p, first += room) {
      std::shared_ptr<Piece>& piece = pieces_[p];
      if (!piece || piece.use_count() > 1) piece = std::make_shared<Piece>();
      piece->resize(std::min(room, count - first));
      fill(first, std::span<T>(*piece));
    }
  }

  void push_back(T value) {
    if (pieces_.empty() || pieces_.back()->size() >= room) {
      if (pieces_.size() == 1) even_ = true;
      pieces_.push_back(std::make_shared<Piece>());
      if (pieces_.size() > 1) pieces_.back()->reserve(room);
    }
    own(pieces_.size() - 1).push_back(std::move(value));
    ++size_;
  }
  /// Puts it before `place`.
  void insert(const const_iterator& place, T value) {
    if (place.piece_ == pieces_.size()) return push_back(std::move(value));
    const std::size_t p = place.piece_;
    Piece* piece = &own(p);
    std::size_t offset = place.offset_;
    if (piece->size() >= room) {
      const auto half = piece->begin() + static_cast<std::ptrdiff_t>(room / 2);
      auto rest =
          std::make_shared<Piece>(std::make_move_iterator(half), std::make_move_iterator(piece->end()));
      piece->erase(half, piece->end());
      pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(p) + 1, std::move(rest));
      even_ = pieces_.size() == 2;
      if (offset > room / 2) {
        offset -= room / 2;
        piece = pieces_[p + 1].get();
      }
    } else if (p != 0 && p + 1 != pieces_.size()) {
      even_ = false;
    }
    piece->insert(piece->begin() + static_cast<std::ptrdiff_t>(offset), std::move(value));
    ++size_;
  }
  void erase(const const_iterator& place) {
    const std::size_t p = place.piece_;
    const bool is_inside = p != 0 && p + 1 != pieces_.size();
    --size_;
    if (pieces_[p]->size() == 1) {
      pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(p));
    } else {
      Piece& piece = own(p);
      piece.erase(piece.begin() + static_cast<std::ptrdiff_t>(place.offset_));
      // A last piece that is followed by others later on is filled before that.
      if (is_inside) even_ = false;
    }
    if (pieces_.size() <= 1) even_ = true;
  }
  void pop_back() { erase(std::prev(end())); }
  void clear() { *this = SharedSequence(); }

  /// The first place whose value `is_before` does not hold of. Precondition: it holds of a front part only.
  template <class Predicate>
  const_iterator partition_point(Predicate is_before) const {
    const auto behind = std::partition_point(pieces_.begin(), pieces_.end(),
                                             [&](const auto& piece) { return is_before(piece->front()); });
    if (behind == pieces_.begin()) return begin();
    const auto p = static_cast<std::size_t>(behind - pieces_.begin()) - 1;
    const Piece& piece = *pieces_[p];
    const auto offset =
        static_cast<std::size_t>(std::partition_point(piece.begin(), piece.end(), is_before) - piece.begin());
    const bool is_next = offset == piece.size();
    return const_iterator(*this, is_next ? p + 1 : p, is_next ? 0 : offset);
  }

  /// How many bytes of memory it has that `other` does not share.
  std::size_t bytes_beside(const SharedSequence& other) const {
    std::size_t bytes = pieces_.capacity() * sizeof(pieces_[0]);
    std::size_t o = 0;
    for (const auto& piece : pieces_) {
      // Both have what they share in the same order.
      std::size_t found = o;
      while (found < other.pieces_.size() && found < o + 8 && other.pieces_[found] != piece) ++found;
      if (found < other.pieces_.size() && other.pieces_[found] == piece) {
        o = found + 1;
      } else {
        bytes += sizeof(Piece) + 32 + piece->capacity() * sizeof(T);
        ++o;
      }
    }
    return bytes;
  }
  std::size_t bytes() const { return bytes_beside({}); }

  friend bool operator==(const SharedSequence& a, const SharedSequence& b) {
    return a.size_ == b.size_ && std::equal(a.begin(), a.end(), b.begin());
  }
  friend bool operator==(const SharedSequence& a, const std::vector<T>& b) {
    return a.size_ == b.size() && std::equal(a.begin(), a.end(), b.begin());
  }

 private:
  using Piece = std::vector<T>;
  struct Place {
    std::size_t piece;
    std::size_t offset;
  };

  Place locate(std::size_t i) const {
    assert(i < size_);
    std::size_t piece = 0;
    if (even_) {
      const std::size_t first = pieces_.front()->size();
      return i < first ? Place{0, i} : Place{1 + (i - first) / room, (i - first) % room};
    }
    while (i >= pieces_[piece]->size()) i -= pieces_[piece++]->size();
    return {piece, i};
  }
  std::size_t index_of(std::size_t piece) const {
    if (piece == 0) return 0;
    if (piece == pieces_.size()) return size_;
    if (even_) return pieces_.front()->size() + (piece - 1) * room;
    std::size_t index = 0;
    for (std::size_t p = 0; p < piece; ++p) index += pieces_[p]->size();
    return index;
  }
  Piece& own(std::size_t piece) {
    std::shared_ptr<Piece>& p = pieces_[piece];
    if (p.use_count() > 1) p = std::make_shared<Piece>(*p);
    return *p;
  }

  std::vector<std::shared_ptr<Piece>> pieces_;
  std::size_t size_ = 0;
  bool even_ = true;
};

/// Goes over the values. How far it is from another one is counted only where somebody asks.
template <class T, std::size_t room>
class SharedSequence<T, room>::const_iterator {
 public:
  using iterator_category = std::random_access_iterator_tag;
  using value_type = T;
  using difference_type = std::ptrdiff_t;
  using pointer = const T*;
  using reference = const T&;

  const_iterator() = default;

  reference operator*() const { return (*s_->pieces_[piece_])[offset_]; }
  pointer operator->() const { return &**this; }
  reference operator[](difference_type n) const { return *(*this + n); }
  const_iterator& operator++() {
    if (++offset_ == s_->pieces_[piece_]->size()) {
      offset_ = 0;
      ++piece_;
    }
    return *this;
  }
  const_iterator operator++(int) {
    const const_iterator old = *this;
    ++*this;
    return old;
  }
  const_iterator& operator--() {
    if (offset_ == 0) offset_ = s_->pieces_[--piece_]->size();
    --offset_;
    return *this;
  }
  const_iterator operator--(int) {
    const const_iterator old = *this;
    --*this;
    return old;
  }
  const_iterator& operator+=(difference_type n) {
    const auto index = static_cast<std::size_t>(this->index() + n);
    if (index >= s_->size_) {
      piece_ = s_->pieces_.size();
      offset_ = 0;
    } else {
      const auto [piece, offset] = s_->locate(index);
      piece_ = piece;
      offset_ = offset;
    }
    return *this;
  }
  const_iterator& operator-=(difference_type n) { return *this += -n; }
  friend const_iterator operator+(const_iterator it, difference_type n) { return it += n; }
  friend const_iterator operator+(difference_type n, const_iterator it) { return it += n; }
  friend const_iterator operator-(const_iterator it, difference_type n) { return it -= n; }
  friend difference_type operator-(const const_iterator& a, const const_iterator& b) {
    if (a.piece_ == b.piece_)
      return static_cast<difference_type>(a.offset_) - static_cast<difference_type>(b.offset_);
    return a.index() - b.index();
  }
  friend bool operator==(const const_iterator& a, const const_iterator& b) {
    return a.piece_ == b.piece_ && a.offset_ == b.offset_;
  }
  friend auto operator<=>(const const_iterator& a, const const_iterator& b) {
    return a.piece_ != b.piece_ ? a.piece_ <=> b.piece_ : a.offset_ <=> b.offset_;
  }

 private:
  friend class SharedSequence;
  const_iterator(const SharedSequence& s, std::size_t piece, std::size_t offset)
      : s_(&s), piece_(piece), offset_(offset) {}
  difference_type index() const {
    return s_ ? static_cast<difference_type>(s_->index_of(piece_) + offset_) : 0;
  }

  const SharedSequence* s_ = nullptr;
  std::size_t piece_ = 0;
  std::size_t offset_ = 0;
};

/// As std::erase.
template <class T, std::size_t room>
std::size_t erase(SharedSequence<T, room>& sequence, const T& value) {
  std::size_t count = 0;
  for (auto it = std::find(sequence.begin(), sequence.end(), value); it != sequence.end();
       it = std::find(sequence.begin(), sequence.end(), value)) {
    sequence.erase(it);
    ++count;
  }
  return count;
}

}  // namespace loopglass
