// A sequence that grows at its end, in chunks that copies share. A copy goes on in the same chunk as long as
// nobody has put something else there, so those that tell the same story share all of it.
//
// It is for tables that have a value for everything that ever was: a copy costs next to nothing however long
// they are.
#pragma once
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <memory>
#include <vector>

namespace loopglass {

template <class T>
class SharedLog {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  /// Precondition: i < size().
  const T& operator[](std::size_t i) const {
    assert(i < size_);
    return (*chunks_[i / room])[i % room];
  }

  void push_back(const T& value) {
    const std::size_t offset = size_ % room;
    if (offset == 0) chunks_.push_back(std::make_shared<Chunk>());
    // What stands behind the end is another copy's; where that has gone on with the same it is this one's,
    // too.
    if (offset < chunks_.back()->size() && (*chunks_.back())[offset] != value) own(chunks_.size() - 1);
    if (offset == chunks_.back()->size()) chunks_.back()->push_back(value);
    ++size_;
  }
  /// Precondition: i < size().
  void replace(std::size_t i, const T& value) {
    assert(i < size_);
    own(i / room)[i % room] = value;
  }

  /// How many bytes of memory it has that `other` does not share.
  std::size_t bytes_beside(const SharedLog& other) const {
    std::size_t bytes = chunks_.capacity() * sizeof(chunks_[0]);
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
      if (i >= other.chunks_.size() || chunks_[i] != other.chunks_[i])
        bytes += sizeof(Chunk) + 32 + chunks_[i]->capacity() * sizeof(T);
    }
    return bytes;
  }
  std::size_t bytes() const { return bytes_beside({}); }

  friend bool operator==(const SharedLog& a, const SharedLog& b) {
    if (a.size_ != b.size_) return false;
    for (std::size_t i = 0; i < a.size_; ++i) {
      if (a[i] != b[i]) return false;
    }
    return true;
  }

 private:
  using Chunk = std::vector<T>;

  static constexpr std::size_t room = 8192;

  /// The chunk, shared with nobody, and with no more in it than is this one's.
  Chunk& own(std::size_t chunk) {
    std::shared_ptr<Chunk>& c = chunks_[chunk];
    const std::size_t count = std::min(room, size_ - chunk * room);
    if (c.use_count() > 1 || c->size() > count)
      c = std::make_shared<Chunk>(c->begin(), c->begin() + static_cast<std::ptrdiff_t>(count));
    return *c;
  }

  std::vector<std::shared_ptr<Chunk>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace loopglass
