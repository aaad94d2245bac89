#include "outside.h"
#include "poller.h"
#include "system_call.h"

#include <unistd.h>

namespace aio::detail {

static void delete_handle(uv_handle_t *handle) { delete reinterpret_cast<uv_poll_t *>(handle); }

Poller::Poller(LoopCore &loop, int fd, Descriptor kind) : loop_(loop), fd_(fd), kind_(kind), handle_(new uv_poll_t) {
  if (const int result = uv_poll_init(loop.outside().uv(), handle_, fd); result < 0) {
    delete std::exchange(handle_, nullptr);
    close_fd();
    throw_error(-result, "uv_poll_init");
  }
  handle_->data = this;
}

void Poller::close_fd() noexcept {
  const int fd = std::exchange(fd_, -1);
  if (kind_ == Descriptor::owned)
    ::close(fd);
}

void Poller::close() noexcept {
  if (fd_ < 0)
    return;
  if (handle_)
    uv_close(reinterpret_cast<uv_handle_t *>(std::exchange(handle_, nullptr)), delete_handle);
  close_fd();
  loop_.schedule_all(reading_);
  loop_.schedule_all(writing_);
}

void Poller::arm(int events) noexcept {
  armed_ = events;
  uv_poll_start(handle_, events, [](uv_poll_t *handle, int status, int happened) {
    // An error shows in the call that is tried next.
    static_cast<Poller *>(handle->data)->happened(status < 0 ? UV_READABLE | UV_WRITABLE : happened);
  });
}

void Poller::when(uv_poll_event event, Work &work) noexcept {
  (event == UV_READABLE ? reading_ : writing_).push_back(work);
  if (handle_ && (armed_ & event) == 0)
    arm(armed_ | event);
}

void Poller::happened(int events) noexcept {
  const int unwanted = (reading_.empty() ? UV_READABLE : 0) | (writing_.empty() ? UV_WRITABLE : 0);
  if ((events & unwanted) != 0)
    arm(armed_ & ~unwanted);
  if ((events & UV_READABLE) != 0)
    loop_.schedule_all(reading_);
  if ((events & UV_WRITABLE) != 0)
    loop_.schedule_all(writing_);
}

void Poller::Awaiter::await_suspend(std::coroutine_handle<> handle) {
  WorkList queue; // Left at once for the poller's.
  wait_in(queue, handle, operation_);
  if (linked()) { // Not if the task was cancelled before.
    unlink();
    poller_.when(event_, *this);
  }
}

void Poller::Awaiter::await_resume() {
  if (cancelled())
    throw CancelledError();
}

Coroutine<> await_event(Poller &poller, uv_poll_event event, const char *operation) {
  Poller::Awaiter ready(poller, event, operation); // Named: g++ 12 loses a temporary here.
  co_await ready;
}

} // namespace aio::detail
