#include <aio/detail/context.h>

#include <aio/detail/promise.h>
#include <aio/errors.h>
#include <aio/exception_context.h>

#include <string>

namespace aio::detail {

void throw_no_running_loop(const char *operation) {
  throw RuntimeError(std::string(operation) + ": no event loop runs in this thread; start with aio::run");
}

void throw_no_running_task(const char *operation) {
  throw RuntimeError(std::string(operation) + ": no task is running; callbacks cannot wait, create_task can");
}

void throw_awaited_before(const std::source_location &where) {
  const std::string place = place_of(where);
  throw InvalidStateError("co_await: the coroutine was awaited or moved before" +
                          (place.empty() ? place : ", at " + place));
}

} // namespace aio::detail
