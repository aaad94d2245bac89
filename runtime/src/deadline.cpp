#include <aio/detail/deadline.h>

#include <aio/errors.h>
#include <aio/wait_for.h>

#include <string>
#include <utility>

namespace aio::detail {

Deadline::Deadline(Delay limit) : task_(running_task("wait_for")), cancels_before_(task_.cancelling()) {
  LoopCore &loop = *task_.loop();
  loop.add_timer(*this, limit.after(loop.now()));
}

void Deadline::run() noexcept {
  passed_ = true;
  task_.cancel();
}

bool Deadline::claim_cancellation() noexcept {
  return std::exchange(passed_, false) && task_.uncancel() <= cancels_before_;
}

void throw_timeout(Delay limit) {
  const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(limit.length()).count();
  throw TimeoutError("wait_for: not done after " + std::to_string(milliseconds) + " ms");
}

} // namespace aio::detail
