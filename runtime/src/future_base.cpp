#include <aio/detail/future_base.h>

#include "call_stack.h"

#include <aio/detail/done_callback.h>
#include <aio/errors.h>

namespace aio::detail {

FutureBase::~FutureBase() {
  discard_waiters();
  if (status_ == Status::error)
    error_.~exception_ptr();
  else
    waiters_.~WorkList();
}

bool FutureBase::cancel() noexcept {
  if (done())
    return false;
  complete(Status::cancelled);
  return true;
}

void FutureBase::complete(Status status) noexcept {
  status_ = status;
  if (waiters_.empty())
    return;
  loop_->schedule_all(waiters_);
  if (has_callbacks_) { // The last in the queue: run() releases.
    retain();
    loop_->schedule(*this);
  }
}

void FutureBase::set_error(std::exception_ptr error) noexcept {
  unread_ = true;
  complete(Status::error);
  waiters_.~WorkList();
  new (&error_) std::exception_ptr(std::move(error));
}

std::exception_ptr FutureBase::error(const char *operation) {
  if (status_ == Status::value)
    return nullptr;
  if (status_ != Status::error)
    throw_without_value(operation);
  unread_ = false;
  return error_;
}

void FutureBase::throw_without_value(const char *operation) {
  if (status_ == Status::pending)
    throw InvalidStateError(std::string(operation) + ": the future is not done" + creation("is read"));
  if (status_ == Status::cancelled)
    throw CancelledError();
  unread_ = false;
  std::rethrow_exception(error_);
}

std::string FutureBase::creation(const char *event) const {
  const std::string place = place_of(where());
  if (place.empty())
    return {};
  const std::string now = place_of(user_line(capture_stack()));
  return "; it was created at " + place + (now.empty() ? now : std::string(" and ") + event + " at " + now);
}

void FutureBase::check_settable(const char *operation) const {
  if (done())
    throw InvalidStateError(std::string(operation) + ": the future is already done" + creation("is set again"));
}

void FutureBase::add_callback(Work &callback) noexcept {
  has_callbacks_ = true;
  add_waiter(callback);
}

void FutureBase::close() noexcept {
  discard_waiters();
  loop_ = nullptr;
}

void FutureBase::discard() noexcept {
  if (done())
    release();
}

void FutureBase::discard_waiters() noexcept {
  while (status_ != Status::error && !waiters_.empty())
    waiters_.pop_front().discard();
}

void FutureBase::dispose() noexcept {
  if (unread_) {
    const ExceptionContext context{unread_message(), error_, name(), where()};
    loop_ ? loop_->report(context) : print_exception(context);
  }
  if (recorded_ && loop_)
    loop_->forget(*this);
  delete this;
}

LoopCore &open_loop(const FutureBase &future, const char *operation) {
  if (!future.loop())
    throw InvalidStateError(std::string(operation) + ": the future's loop has closed");
  return *future.loop();
}

void report_callback_exception() noexcept {
  const ExceptionContext context{"exception in a callback", std::current_exception(), {}, {}};
  running_core("callback").report(context);
}

} // namespace aio::detail
