#include <aio/detail/context.h>

#include <aio/errors.h>

#include <string>

namespace aio::detail {

void throw_no_running_loop(const char *operation) {
  throw RuntimeError(std::string(operation) + ": no event loop runs in this thread; start with aio::run");
}

void throw_no_running_task(const char *operation) {
  throw RuntimeError(std::string(operation) + ": no task is running; callbacks cannot wait, create_task can");
}

} // namespace aio::detail
