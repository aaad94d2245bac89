#include <aio/detail/gather_base.h>

#include <aio/errors.h>

#include <span>
#include <string>

namespace aio::detail {

void GatherChild::attach(GatherBase &owner, Ref<FutureBase> child) {
  if (!child->done() && child->loop() != owner.loop())
    throw RuntimeError("gather: a future belongs to another event loop");
  owner_ = &owner;
  child_ = std::move(child);
}

void GatherChild::forget() noexcept {
  unlink();
  child_ = {};
}

void GatherChild::run() noexcept { owner_->report(*child_); }

void GatherBase::begin(GatherChild *children, std::size_t count) noexcept {
  children_ = children;
  count_ = count;
  if (count == 0)
    return finish();
  retain(); // Until the last child has reported.
  for (GatherChild &child : std::span(children_, count_)) {
    if (child.future().done())
      loop_->schedule(child);
    else
      child.future().add_waiter(child);
  }
}

void GatherBase::report(FutureBase &child) noexcept {
  ++reported_;
  const bool fails = !keeps_errors_ && !cancel_requested_ && child.status() != Status::value;
  if (done())
    child.mark_read();
  else if (fails)
    fail_as(child);
  else if (reported_ == count_)
    finish();
  if (reported_ == count_)
    let_go();
}

void GatherBase::fail_as(FutureBase &child) noexcept {
  if (child.status() == Status::error)
    set_error(child.error("gather"));
  else
    set_error(std::make_exception_ptr(CancelledError()));
}

void GatherBase::finish() noexcept {
  if (cancel_requested_)
    return finish_cancelled();
  try {
    collect();
  } catch (...) {
    set_error(std::current_exception());
  }
}

/// What a child threw instead of CancelledError comes first: it could not clean up.
void GatherBase::finish_cancelled() noexcept {
  for (const GatherChild &child : std::span(children_, count_)) {
    child.future().mark_read();
    if (!done() && !keeps_errors_ && child.future().status() == Status::error)
      fail_as(child.future());
  }
  if (!done())
    set_error(std::make_exception_ptr(CancelledError()));
}

void GatherBase::let_go() noexcept {
  for (GatherChild &child : std::span(children_, count_))
    child.forget();
  release();
}

bool GatherBase::cancel() noexcept {
  if (done())
    return false;
  bool any = false;
  for (const GatherChild &child : std::span(children_, count_))
    any |= child.future().cancel();
  cancel_requested_ |= any;
  return any;
}

void GatherBase::close() noexcept {
  FutureBase::close();
  if (reported_ < count_) {
    reported_ = count_;
    let_go();
  }
}

void GatherBase::check_settable(const char *operation) const {
  throw RuntimeError(std::string(operation) + ": the result of a gather is what its children return");
}

} // namespace aio::detail
