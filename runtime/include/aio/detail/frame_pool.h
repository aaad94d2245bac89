// Memory for coroutine frames, tasks and callbacks: free lists by size, one set for each thread.
//
// The lists are thread-local because a frame's operator new has no loop to ask. In steady state an allocation is a pop
// and a release a push, about 1 ns, no heap. A block may be released on another thread than the one that made it. A
// thread's lists go back to the heap when it ends. Under AddressSanitizer every block comes from the heap, so that
// a use of a dead frame is found.

#pragma once

#include <cstddef>
#include <new>

namespace aio::detail {

/// The free blocks of one thread.
struct FramePool {
  struct Free {
    Free *next;
  };
  struct Blocks {
    Free *first = nullptr;
    std::size_t count = 0;
  };

  // malloc rounds `size + 8` up to 16 bytes, so blocks of 16 k + 8 bytes waste nothing.
  static constexpr std::size_t class_of(std::size_t size) noexcept { return (size + 7) / 16; }
  static constexpr std::size_t size_of(std::size_t index) noexcept { return index * 16 + 8; }

  static constexpr std::size_t classes = 128; // Blocks up to 2,040 bytes; larger ones are rare.

  // Blocks a size keeps. Enough for 100,000 tasks, and a thread that only releases what others made cannot hoard.
  static constexpr std::size_t max_kept = std::size_t{1} << 17;

  Blocks blocks[classes];
  bool open = false; // The lists may be used: not before the thread's first use, nor after its end.

  bool serves(std::size_t size) const noexcept { return size <= size_of(classes - 1) && open; }
};

inline constinit thread_local FramePool frame_pool;

void *allocate_from_heap(std::size_t size);
void release_to_heap(void *block, std::size_t size) noexcept;

/// At least `size` bytes, aligned for std::max_align_t. Throws std::bad_alloc.
inline void *allocate_frame(std::size_t size) {
  if (frame_pool.serves(size)) {
    FramePool::Blocks &blocks = frame_pool.blocks[FramePool::class_of(size)];
    if (FramePool::Free *const block = blocks.first) {
      blocks.first = block->next;
      --blocks.count;
      return block;
    }
  }
  return allocate_from_heap(size);
}

/// Takes back a block of allocate_frame(size).
inline void release_frame(void *block, std::size_t size) noexcept {
  if (frame_pool.serves(size)) {
    FramePool::Blocks &blocks = frame_pool.blocks[FramePool::class_of(size)];
    if (blocks.count < FramePool::max_kept) {
      blocks.first = new (block) FramePool::Free{blocks.first};
      ++blocks.count;
      return;
    }
  }
  release_to_heap(block, size);
}

/// Base of what lives in the pool.
class Pooled {
public:
  static void *operator new(std::size_t size) { return allocate_frame(size); }
  static void operator delete(void *block, std::size_t size) noexcept { release_frame(block, size); }
};

} // namespace aio::detail
