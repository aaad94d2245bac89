#include <cases/lazy_task.h>

#include <stdexcept>

struct Canceled : std::runtime_error {
  using std::runtime_error::runtime_error;
};
void check(int i) {
  if (i == 2)
    throw Canceled("stop");
}
Task<int> step(int i) {
  check(i);
  co_return i;
}
Task<int> calm(int i) { co_return i; }
[[noreturn]] void fatal();
void log(const char *, std::exception_ptr);
bool isCancelled(std::exception_ptr);

Task<int> bad_goes_on() {
  int sum = 0;
  while (sum < 10) {
    try {
      sum += co_await step(sum);
    } catch (const std::exception &) { // expect: swallowed-cancellation "'Canceled'"
      ++sum;
    }
  }
  co_return sum;
}
Task<int> ok_specific_handler() {
  int sum = 0;
  while (sum < 10) {
    try {
      sum += co_await step(sum);
    } catch (const Canceled &) {
      throw;
    } catch (const std::exception &) {
      ++sum;
    }
  }
  co_return sum;
}
Task<int> ok_other_class() {
  int sum = 0;
  while (sum < 10) {
    try {
      sum += co_await step(sum);
    } catch (const std::logic_error &) {
      ++sum;
    }
  }
  co_return sum;
}
Task<int> ok_nothing_cancels() {
  int sum = 0;
  while (sum < 10) {
    try {
      sum += co_await calm(sum);
    } catch (...) {
      ++sum;
    }
  }
  co_return sum;
}
Task<int> bad_logged() {
  try {
    co_await step(1);
  } catch (...) { // expect: swallowed-cancellation
    log("failed", std::current_exception());
  }
  co_return co_await step(2);
}
Task<int> ok_examined() {
  try {
    co_await step(1);
  } catch (...) {
    if (isCancelled(std::current_exception()))
      co_return 0;
  }
  co_return co_await step(2);
}
Task<int> ok_rethrown() {
  try {
    co_await step(1);
  } catch (...) {
    log("failed", std::current_exception());
    throw;
  }
  co_return co_await step(2);
}
Task<int> bad_fatal() {
  try {
    co_return co_await step(1);
  } catch (...) { // expect: swallowed-cancellation "ends the program"
    fatal();
  }
}
Task<int> bad_returned() {
  try {
    co_return co_await step(1);
  } catch (...) { // expect: swallowed-cancellation
    co_return -1;
  }
}

// A handler that keeps the exception, by a library's own 'current_exception', hands the cancellation on.
namespace lib {
std::exception_ptr current_exception() noexcept;
}
Task<int> ok_kept_for_later() {
  std::exception_ptr error;
  try {
    co_await step(1);
  } catch (...) {
    error = lib::current_exception();
  }
  co_await calm(2);
  std::rethrow_exception(error);
}

// A macro's handler is its author's.
#define EXPECT_FAILURE(statement)                                                                                      \
  try {                                                                                                                \
    statement;                                                                                                         \
  } catch (...) {                                                                                                      \
    log("failed as expected", nullptr);                                                                                \
  }
Task<int> ok_macro() {
  EXPECT_FAILURE(co_await step(1))
  co_return co_await step(2);
}
