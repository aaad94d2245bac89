#include <aio/detail/gather_base.h>

#include <aio/errors.h>

#include <string>

namespace aio::detail {

void GatherBase::expect(std::size_t count) noexcept {
  count_ = count;
  if (count == 0)
    return finish();
  waiting_ = true;
  retain();
}

void GatherBase::report(FutureBase &child) noexcept {
  take_error(child);
  ++ended_;
  complete_if_due();
}

void GatherBase::note_failure(std::exception_ptr error) noexcept {
  note_error(std::move(error));
  count_later();
}

void GatherBase::complete_later() noexcept {
  if (done())
    complete_if_due();
  else if (!Work::linked())
    loop_->schedule(*this);
}

void GatherBase::run() noexcept {
  if (done()) // It outlived its callbacks.
    return release();
  complete_if_due();
}

/// The errors of the children are the gather's, read or not. One that comes while the gather is cancelled counts as
/// well: the child could not clean up.
void GatherBase::take_error(FutureBase &child) noexcept {
  child.mark_read();
  if (keeps_errors_ || child.status() == Status::value)
    return;
  if (child.status() == Status::error)
    note_error(child.error("gather"));
  else if (!cancel_requested_)
    note_error(std::make_exception_ptr(CancelledError()));
}

void GatherBase::note_error(std::exception_ptr error) noexcept {
  if (!error_of_children_)
    error_of_children_ = std::move(error);
}

void GatherBase::complete_if_due() noexcept {
  if (due() && !done())
    finish();
  if (ended_ == count_)
    let_go();
}

void GatherBase::finish() noexcept {
  if (error_of_children_)
    return set_error(std::move(error_of_children_));
  if (cancel_requested_)
    return set_error(std::make_exception_ptr(CancelledError()));
  try {
    collect();
  } catch (...) {
    set_error(std::current_exception());
  }
}

void GatherBase::let_go() noexcept {
  waiting_ = false;
  forget_children();
  release();
}

bool GatherBase::cancel() noexcept {
  if (done())
    return false;
  const bool any = cancel_children();
  cancel_requested_ |= any;
  return any;
}

void GatherBase::close() noexcept {
  FutureBase::close();
  if (!waiting_)
    return;
  if (!done())
    Work::unlink(); // From the ready queue: its last child has ended.
  let_go();
}

void GatherBase::check_settable(const char *operation) const {
  throw RuntimeError(std::string(operation) + ": the result of a gather is what its children return");
}

} // namespace aio::detail
