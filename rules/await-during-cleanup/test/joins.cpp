// A scope is joined whatever is requested meanwhile.
#include "../../../checker/libraries/folly/stub.h"

#include <exception>

folly::coro::Task<void> work();
folly::coro::Task<void> close();

folly::coro::Task<void> bad_closed() {
  std::exception_ptr error;
  try {
    co_await work();
  } catch (...) {
    error = std::current_exception();
  }
  co_await close(); // expect: await-during-cleanup
  if (error)
    std::rethrow_exception(error);
}
folly::coro::Task<void> ok_joined(folly::coro::AsyncScope &scope) {
  std::exception_ptr error;
  try {
    co_await work();
  } catch (...) {
    error = std::current_exception();
  }
  co_await scope.joinAsync();
  if (error)
    std::rethrow_exception(error);
}
