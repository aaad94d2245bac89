// A function that takes it for a mistake when its callable does not throw is interested in the exception, not in the
// task. What keeps exceptions from its caller, and what never begins, is another matter.
#include <aio/coroutine.h>

#include <stdexcept>
#include <string_view>

aio::Coroutine<int> acquire(int *executor); // throws at once where there is no executor, as far as anybody knows
aio::Coroutine<int> ask(int *executor) {
  if (!executor)
    throw std::invalid_argument("no executor");
  co_return *executor;
}
void fail(std::string_view why);

template <class Error, class Work> void expect_error(Work &&work, std::string_view what) {
  try {
    work();
  } catch (const Error &error) {
    if (what != error.what())
      fail("another text");
    return;
  } catch (...) {
  }
  fail("no error");
}
template <class Work> bool throws(Work work) {
  try {
    work();
  } catch (const std::exception &) {
    return true;
  }
  return false;
}
template <class Work> void insist_on_error(Work work) {
  try {
    work();
  } catch (const std::exception &) {
    return;
  }
  throw std::logic_error("no error");
}
void ok_called_to_fail() {
  expect_error<std::invalid_argument>([] { acquire(nullptr); }, "no executor");
  fail(throws([] { acquire(nullptr); }) ? "" : "no error");
  insist_on_error([] { acquire(nullptr); });
}
void bad_never_begins() {
  expect_error<std::invalid_argument>([] { ask(nullptr); }, "no executor"); // expect: unawaited-coroutine
}

template <class Error, class Work> void spare(Work &&work) {
  try {
    work();
  } catch (const Error &) {
  }
}
template <class Work> bool succeeds(Work work) {
  try {
    work();
  } catch (const std::exception &) {
    return false;
  }
  return true;
}
void commit();
template <class Work> void transact(Work work) {
  try {
    work();
  } catch (const std::exception &) {
    return;
  }
  commit();
}
void bad_kept_from_failing() {
  spare<std::exception>([] { acquire(nullptr); });    // expect: unawaited-coroutine
  fail(succeeds([] { acquire(nullptr); }) ? "" : ""); // expect: unawaited-coroutine
  transact([] { acquire(nullptr); });                 // expect: unawaited-coroutine
}
