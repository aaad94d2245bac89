// Functions that return eager work, of which the unit does not show what they do with their arguments.
#include "seastar/stub.h"

#include <functional>

using seastar::future;

struct Key {
  int id;
};
future<void> erase(const Key &key);
future<void> fill(int *slots);

future<void> bad_local() {
  Key key{1};
  return erase(key); // expect: dangling-coroutine-wrapper "'key' dies when this function returns"
}
future<void> ok_awaited() {
  Key key{1};
  co_await erase(key);
}
future<void> bad_parameter(Key key) {
  return erase(key).finally([] {}); // expect: dangling-coroutine-wrapper
}
future<void> bad_pointer() {
  int slot = 0;
  return fill(&slot); // expect: dangling-coroutine-wrapper
}

// A callable that is called before the function returns is not needed later.
future<void> erase_all();
future<void> ok_called_at_once(seastar::gate &entered) {
  future<void> (*action)() = erase_all;
  return seastar::try_with_gate(entered, action);
}
template <class F> future<void> later(const F &action);
future<void> bad_called_later() {
  future<void> (*action)() = erase_all;
  return later(action); // expect: dangling-coroutine-wrapper
}

// A closure without captures has nothing that could die.
template <class F> future<void> run(F &&action) {
  co_await seastar::sleep(std::chrono::seconds(1));
  action();
}
future<void> ok_nothing_captured() {
  return run([] {});
}
future<void> bad_captured(int limit) {
  return run([limit] { erase({limit}).ignore_ready_future(); }); // expect: dangling-coroutine-wrapper
}

// Who takes whatever there is hands it on or keeps a copy.
template <class... Args> future<void> initiate(int kind, Args &&...args);
template <class T> future<void> watch(int kind, T &watched);
future<void> ok_forwarded(Key key) { return initiate(1, key); }
future<void> bad_reference(Key key) {
  return watch(1, key); // expect: dangling-coroutine-wrapper
}
