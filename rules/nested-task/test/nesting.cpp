// Made by accident, or on purpose.
#include <aio/coroutine.h>
#include <optional>
#include <utility>

aio::Coroutine<int> fetch(int id);

aio::Coroutine<aio::Coroutine<int>> bad_accident(int id) { // expect: nested-task
  co_return fetch(id);
}

struct Cache {
  aio::Coroutine<aio::Coroutine<long>> bad_member(); // defined below
};
aio::Coroutine<long> reload();
aio::Coroutine<aio::Coroutine<long>> Cache::bad_member() { co_return reload(); } // expect: nested-task

aio::Coroutine<std::optional<int>> ok_other_wrapper() { co_return 1; }
aio::Coroutine<int> ok_awaited(int id) { co_return co_await fetch(id); }
aio::Coroutine<aio::Coroutine<int>> ok_not_a_coroutine();

// Whoever gives the function chooses what it returns.
template <class T> aio::Coroutine<T> ok_bridge(T (*function)(int)) { co_return function(1); }
template <class T> aio::Coroutine<aio::Coroutine<T>> bad_written(T (*function)(int)) { // expect: nested-task
  co_return [](T value) -> aio::Coroutine<T> { co_return value; }(function(1));
}
short number(int);
aio::Coroutine<double> measure(int id);
aio::Coroutine<void> use() {
  auto other = ok_bridge(measure);
  co_await std::move(other);
  auto one = bad_written(number);
  co_await std::move(one);
}
