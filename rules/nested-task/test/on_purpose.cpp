// A unit that awaits both tasks knows that there are two.
#include <aio/coroutine.h>
#include <utility>

aio::Coroutine<int> fetch(int id);
aio::Coroutine<double> measure();

aio::Coroutine<aio::Coroutine<int>> ok_prepared(int id) { co_return fetch(id); }
aio::Coroutine<int> use_at_once() { co_return co_await co_await ok_prepared(1); }

aio::Coroutine<aio::Coroutine<double>> ok_through_variable() { co_return measure(); }
aio::Coroutine<double> use_later() {
  auto inner = co_await ok_through_variable();
  co_return co_await std::move(inner);
}
