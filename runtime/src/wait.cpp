#include <aio/wait.h>

namespace aio::detail {

static bool enough(const FutureBase &future, ReturnWhen when) noexcept {
  return when == first_completed || (when == first_exception && future.status() == Status::error);
}

Coroutine<> wait_for_some(CompletionSet &set, ReturnWhen when, Delay limit) {
  Deadline deadline(limit);
  try {
    while (set.left() > 0) {
      if (enough(set[co_await set.next()], when))
        break;
    }
  } catch (const CancelledError &) {
    if (!deadline.claim_cancellation())
      throw;
  }
}

} // namespace aio::detail
