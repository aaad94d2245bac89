#include <aio/detail/frame_pool.h>

#include <aio/detail/debug_hooks.h>

#if defined(__SANITIZE_ADDRESS__)
#define AIO_POOLING false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define AIO_POOLING false
#endif
#endif
#ifndef AIO_POOLING
#define AIO_POOLING true
#endif

namespace aio::detail {

namespace {

/// Opens the pool of its thread when it is made and empties it when the thread ends. A block that is released after
/// that goes to the heap.
class PoolOwner {
public:
  PoolOwner() noexcept { frame_pool.open = AIO_POOLING; }
  ~PoolOwner() {
    frame_pool.open = false;
    for (FramePool::Blocks &blocks : frame_pool.blocks) {
      while (FramePool::Free *const block = blocks.first) {
        blocks.first = block->next;
        ::operator delete(block);
      }
      blocks.count = 0;
    }
  }

  void set_open(bool open) noexcept { frame_pool.open = open && AIO_POOLING; }

  /// Makes the owner of this thread, if there is none. Does nothing once it is gone.
  static PoolOwner &ensure() noexcept {
    static thread_local PoolOwner owner;
    return owner;
  }
};

} // namespace

void close_pool() noexcept { PoolOwner::ensure().set_open(false); }

void open_pool() noexcept { PoolOwner::ensure().set_open(true); }

void *allocate_from_heap(std::size_t size) {
  PoolOwner::ensure();
  const std::size_t index = FramePool::class_of(size);
  return ::operator new(index < FramePool::classes ? FramePool::size_of(index) : size);
}

void release_to_heap(void *block, std::size_t size) noexcept {
  static_cast<void>(size);
  PoolOwner::ensure();
  ::operator delete(block);
}

} // namespace aio::detail
