// Functions that look like coroutines.
#include <aio/aio.h>

#include <cstdlib>
#include <stdexcept>

void work();
aio::Coroutine<int> load();

aio::Coroutine<int> bad_throws(int value) { // expect: not-a-coroutine "its exceptions reach whoever calls it"
  if (value < 0)
    throw std::invalid_argument("negative");
  throw std::logic_error("not done yet");
}
aio::Coroutine<int> ok_coroutine(int value) {
  if (value < 0)
    throw std::invalid_argument("negative");
  co_return value;
}
aio::Coroutine<int> ok_hands_on(int value) {
  if (value < 0)
    throw std::invalid_argument("negative");
  return load();
}
aio::Coroutine<int> ok_stub() { throw std::logic_error("not done yet"); }
aio::Coroutine<int> ok_stub_too() { std::abort(); }

struct Store {
  virtual aio::Coroutine<int> ok_default() { throw std::logic_error("not supported"); }
  aio::Coroutine<int> bad_member(bool fails) { // expect: not-a-coroutine
    work();
    if (fails)
      throw std::runtime_error("failed");
    std::terminate();
  }
};

const auto bad_lambda = [](int value) -> aio::Coroutine<int> { // expect: not-a-coroutine "the lambda returns a task"
  if (value > 0)
    throw std::runtime_error("failed");
  std::abort();
};

// What must not be called needs no task.
const auto ok_never_called = [](int) -> aio::Coroutine<int> {
  work();
  std::abort();
};
