#include <aio/detail/deadline.h>

#include <aio/errors.h>
#include <aio/timeout.h>
#include <aio/wait_for.h>

#include <string>
#include <utility>

namespace aio::detail {

Deadline::Deadline(Delay limit) : task_(running_task("wait_for")), cancels_before_(task_.cancelling()) {
  start(limit.after(task_.loop()->now()));
}

void Deadline::start(TimePoint when) noexcept {
  if (when == TimePoint::max())
    set_when(when); // The loop need not know.
  else
    task_.loop()->add_timer(*this, when);
}

void Deadline::reschedule_at(TimePoint when) {
  if (expired_)
    throw InvalidStateError("reschedule: the time is up already");
  unlink();
  start(when);
}

void Deadline::reschedule(Delay limit) { reschedule_at(limit.after(task_.loop()->now())); }

void Deadline::run() noexcept {
  passed_ = expired_ = true;
  task_.cancel();
}

bool Deadline::claim_cancellation() noexcept {
  return std::exchange(passed_, false) && task_.uncancel() <= cancels_before_;
}

void throw_timeout(Delay limit) {
  const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(limit.length()).count();
  throw TimeoutError("wait_for: not done after " + std::to_string(milliseconds) + " ms");
}

void throw_timeout() { throw TimeoutError("timeout: the time was up before the body was done"); }

} // namespace aio::detail
