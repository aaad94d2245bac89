// A coroutine behind functions that hand it what they got by reference themselves.
#include <aio/aio.h>

#include <string>
#include <utility>

aio::Coroutine<void> rest();
aio::Coroutine<void> use(std::string s);

class Queue {
public:
  template <typename T> aio::Coroutine<void> push(T &&value) { return push_later(std::forward<T>(value)); }

private:
  template <typename T> aio::Coroutine<void> push_later(T &&bad_value) { // expect: coroutine-reference-parameter
    co_await rest();
    co_await use(std::forward<T>(bad_value));
  }
};
aio::Coroutine<void> fill(Queue &queue) { co_await queue.push(std::string("x")); }

// A template that nobody calls: it may be given what stays.
template <typename T> aio::Coroutine<void> bad_uncalled(T &&value) { // expect: coroutine-reference-parameter
  co_await rest();
  co_await use(std::forward<T>(value));
}
template <typename T> aio::Coroutine<void> ok_by_value(T value) {
  co_await rest();
  co_await use(std::move(value));
}
