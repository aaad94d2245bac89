// Templates whose caller chooses the inner task.
#include <aio/coroutine.h>

aio::Coroutine<int> fetch();
template <class T> aio::Coroutine<T> run(T (*function)()) { // miss: nested-task what a template returns is its callers' choice
  co_return function();
}
aio::Coroutine<void> calls() {
  auto outer = run(fetch);
  co_await std::move(outer);
}
