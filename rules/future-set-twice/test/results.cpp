// Who gets a result, and how often.
#include <aio/aio.h>

#include <exception>
#include <future>
#include <stdexcept>

int compute();

void bad_row(std::promise<int> promise) {
  promise.set_value(1);
  promise.set_value(2); // expect: future-set-twice "'promise' has its result already"
}
void bad_forgotten_return(std::promise<int> &promise, bool fails) {
  if (fails)
    promise.set_exception(std::make_exception_ptr(std::runtime_error("failed")));
  promise.set_value(compute()); // expect: future-set-twice
}
void ok_else(std::promise<int> &promise, bool fails) {
  if (fails)
    promise.set_exception(std::make_exception_ptr(std::runtime_error("failed")));
  else
    promise.set_value(compute());
}
void ok_handler(std::promise<int> &promise) {
  try {
    promise.set_value(compute());
  } catch (...) {
    promise.set_exception(std::current_exception());
  }
}
void ok_conditions(std::promise<int> &promise, bool fails) {
  if (fails)
    promise.set_exception(std::make_exception_ptr(std::runtime_error("failed")));
  if (!fails)
    promise.set_value(1);
}
void ok_another(std::promise<int> promise) {
  promise.set_value(1);
  promise = std::promise<int>();
  promise.set_value(2);
}
void ok_two(std::promise<int> &first, std::promise<int> &second) {
  first.set_value(1);
  second.set_value(2);
}
struct Request {
  aio::Future<int> reply;
  void bad_member(int value) {
    reply.set_result(value);
    reply.set_result(value + 1); // expect: future-set-twice
  }
};
aio::Coroutine<void> bad_coroutine(aio::Future<int> reply) {
  reply.set_result(1);
  co_await aio::sleep(std::chrono::seconds(1));
  reply.set_exception(std::runtime_error("late")); // expect: future-set-twice
}
