// What takes a callable and throws its result away.
#include <algorithm>
#include <aio/coroutine.h>
#include <functional>
#include <thread>
#include <vector>

aio::Coroutine<void> refresh(int id);
aio::Coroutine<void> step();

void on_change(const std::function<void(int)> &callback);
template <class Signature> struct MoveOnlyFunction;
template <class Result, class... Args> struct MoveOnlyFunction<Result(Args...)> {
  template <class F> MoveOnlyFunction(F &&) {}
  Result operator()(Args...);
};
void post(MoveOnlyFunction<void()> work);

template <class F> void twice(F f) {
  f(1);
  f(2);
}
template <class F> void twice_by_reference(F &&f) { f(1); }
template <class F> auto call(F f) { return f(1); }

void bad_wrappers() {
  std::function<void(int)> callback = [](int id) -> aio::Coroutine<void> { co_await refresh(id); }; // expect: coroutine-to-void-callback "'std::function<void (int)>' throws away the task"
  on_change([](int id) { return refresh(id); }); // expect: coroutine-to-void-callback
  on_change(refresh); // expect: coroutine-to-void-callback
  on_change(&refresh); // expect: coroutine-to-void-callback
  post([]() -> aio::Coroutine<void> { co_return; }); // expect: coroutine-to-void-callback
  post(step); // expect: coroutine-to-void-callback
}

void bad_algorithms(std::vector<int> ids) {
  std::for_each(ids.begin(), ids.end(), [](int id) -> aio::Coroutine<void> { co_await refresh(id); }); // expect: coroutine-to-void-callback "'std::for_each' throws away the task"
  std::thread worker([]() -> aio::Coroutine<void> { co_return; }); // expect: coroutine-to-void-callback
  worker.join();
}

void bad_own_templates() {
  twice([](int id) -> aio::Coroutine<void> { co_await refresh(id); }); // expect: coroutine-to-void-callback "'twice' throws away the task"
  twice_by_reference([](int id) { return refresh(id); }); // expect: coroutine-to-void-callback
}

aio::Coroutine<void> ok_kept(std::vector<int> ids) {
  std::function<aio::Coroutine<void>(int)> callback = refresh;
  co_await callback(1);
  for (int id : ids)
    co_await refresh(id);
  std::for_each(ids.begin(), ids.end(), [](int &id) { ++id; });
  co_await call([](int id) -> aio::Coroutine<void> { co_await refresh(id); });
  on_change([](int) {});
  twice([](int) { return 1; });
}
