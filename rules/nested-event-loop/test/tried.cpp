// A test that waits inside of a coroutine to see what is thrown.
#include "cppcoro/stub.h"

#define EXPECT_THROW(statement, type)                                                                                  \
  try {                                                                                                                \
    statement;                                                                                                         \
  } catch (const type &) {                                                                                             \
  }

struct Error {};
cppcoro::task<int> fails();

cppcoro::task<void> ok_expected_to_throw() {
  EXPECT_THROW(cppcoro::sync_wait(fails()), Error);
  co_return;
}
cppcoro::task<void> bad_tried_by_hand() {
  try {
    cppcoro::sync_wait(fails()); // expect: nested-event-loop
  } catch (const Error &) {
  }
  co_return;
}
