// Every position of an expression in which its value is dropped, and the same with the value kept.
#include <aio/coroutine.h>

#include <functional>
#include <utility>

aio::Coroutine<int> save(int value);
aio::Coroutine<int> load();

aio::Coroutine<void> bad_statements(bool fresh, int kind) {
  save(1); // expect: unawaited-coroutine "coroutine 'save' is never awaited, so it does not run"
  (save(2)); // expect: unawaited-coroutine
  { save(3); } // expect: unawaited-coroutine
  if (fresh)
    save(4); // expect: unawaited-coroutine
  else
    save(5); // expect: unawaited-coroutine
  switch (kind) {
  case 1:
    save(6); // expect: unawaited-coroutine
    break;
  default:
    save(7); // expect: unawaited-coroutine
  }
again:
  save(8); // expect: unawaited-coroutine
  if (fresh)
    goto again;
  co_return;
}

aio::Coroutine<void> bad_loops(int n) {
  for (int i = 0; i < n; ++i)
    save(i); // expect: unawaited-coroutine
  for (save(1); n > 0; --n) { // expect: unawaited-coroutine
  }
  for (int i = 0; i < n; save(i), ++i) { // expect: unawaited-coroutine
  }
  while (n-- > 0)
    save(n); // expect: unawaited-coroutine
  do
    save(n); // expect: unawaited-coroutine
  while (n++ < 0);
  co_return;
}

aio::Coroutine<void> bad_inside_of_expressions(bool fresh) {
  fresh ? save(1) : load(); // expect: unawaited-coroutine "'save'", unawaited-coroutine "'load'"
  save(1), load(); // expect: unawaited-coroutine "'save'", unawaited-coroutine "'load'"
  int kept = (save(2), 3); // expect: unawaited-coroutine
  std::move(save(4)); // expect: unawaited-coroutine "'save'"
  co_await (save(kept), load()); // expect: unawaited-coroutine
}

aio::Coroutine<void> bad_callables() {
  [] { return save(1); }(); // expect: unawaited-coroutine
  []() -> aio::Coroutine<void> { co_return; }(); // expect: unawaited-coroutine "coroutine the lambda is never awaited"
  std::bind(save, 1)(); // expect: unawaited-coroutine
  std::invoke(save, 1); // expect: unawaited-coroutine
  int (*plain)(int) = nullptr;
  aio::Coroutine<int> (*pointer)(int) = save;
  pointer(1); // expect: unawaited-coroutine
  plain(1);
  std::function<aio::Coroutine<int>(int)> function = save;
  function(1); // expect: unawaited-coroutine
  co_return;
}

void bad_in_ordinary_function() {
  save(1); // expect: unawaited-coroutine
}

void bad_in_lambda() {
  auto work = [] { save(1); }; // expect: unawaited-coroutine
  work();
}

struct Account {
  Account() { open(); } // expect: unawaited-coroutine
  ~Account() { close(); } // expect: unawaited-coroutine
  aio::Coroutine<void> open();
  aio::Coroutine<void> close();
  aio::Coroutine<Account *> find(int id);
  aio::Coroutine<void> bad_member() {
    this->open(); // expect: unawaited-coroutine
    (co_await find(1))->close(); // expect: unawaited-coroutine
  }
  void operator()() { open(); } // expect: unawaited-coroutine
};

aio::Coroutine<void> bad_in_handlers() {
  try {
    save(1); // expect: unawaited-coroutine
  } catch (...) {
    save(2); // expect: unawaited-coroutine
  }
  co_return;
}

aio::Coroutine<void> ok_kept(bool fresh) {
  co_await save(1);
  auto task = save(2);
  co_await std::move(task);
  auto other = fresh ? save(3) : load();
  co_await std::move(other);
  co_await (fresh ? save(4) : load());
}

aio::Coroutine<int> ok_returned() { return save(1); }

void ok_unevaluated() {
  static_assert(sizeof(save(1)) > 0);
  static_assert(!noexcept(save(1)));
  using Result = decltype(save(1));
  static_assert(requires { save(1); });
}
