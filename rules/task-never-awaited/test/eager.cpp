// Futures whose work runs by itself: what is lost is its end and its error.
#include <cases/eager_future.h>

struct Unmarked {
  struct promise_type {
    Unmarked get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

Future<int> send(int);
Future<int> ready(int);
Unmarked notify();

Future<int> bad_dropped() {
  auto sent = send(1); // expect: task-never-awaited "sees its result and error"
  co_return 1;
}
Future<int> ok_awaited() {
  auto sent = send(1);
  co_return co_await sent;
}
int ok_got() {
  auto sent = send(1);
  return sent.get();
}
Future<int> ok_placeholder(bool really) {
  auto sent = ready(0);
  if (really)
    sent = send(1);
  co_return co_await sent;
}
Future<int> ok_goes_on_by_itself() {
  auto notified = notify();
  co_return 1;
}

// A future that an await gives is done: only its error is still to be taken.
Future<Future<int>> as_future(Future<int> work);
Future<int> bad_result_ignored() {
  auto done = co_await as_future(send(1)); // expect: task-never-awaited "sees its result and error"
  co_return 1;
}
Future<int> ok_failure_looked_at() {
  auto done = co_await as_future(send(1));
  if (done.failed())
    co_return done.get();
  co_return 1;
}

// Some way does not await it: the way that a macro takes when a check has failed is nobody's.
#define ASSERT(condition)                                                                                              \
  if (!(condition))                                                                                                    \
  return
void use(int);
void ok_left_by_macro(bool ready) {
  auto sent = send(1);
  ASSERT(ready);
  use(sent.get());
}
void bad_left(bool ready) {
  auto sent = send(1); // expect: task-never-awaited "on some way"
  if (!ready)
    return;
  use(sent.get());
}
// Whoever asks for the state may find it done.
void ok_asked(bool ready) {
  auto sent = send(1);
  if (!sent.failed() && ready)
    return;
  use(sent.get());
}
