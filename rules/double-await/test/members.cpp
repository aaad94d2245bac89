// Members that take the result out, called on an rvalue or in a continuation that makes no work of its own.
#include "../../../checker/libraries/seastar/stub.h"

#include <utility>

using seastar::future;

future<int> load(int id);
void log(std::exception_ptr error);

future<> bad_continued() {
  auto loaded = load(1);
  co_await std::move(loaded).then([](int) {});
  co_await std::move(loaded).then([](int) {}); // expect: double-await
}
future<> ok_made_again() {
  auto loaded = load(1);
  co_await std::move(loaded).then([](int) {});
  loaded = load(2);
  co_await std::move(loaded).then([](int) {});
}

void bad_handler(future<int> loaded) {
  try {
    loaded.get();
  } catch (...) {
    log(loaded.get_exception()); // expect: double-await
  }
}
void ok_handler(future<int> loaded) {
  try {
    loaded.get();
  } catch (...) {
    log(std::current_exception());
  }
}

future<int> bad_returned(future<int> loaded) {
  log(loaded.get_exception());
  return std::move(loaded); // expect: double-await
}
future<int> ok_returned(future<int> loaded) {
  if (!loaded.failed())
    return std::move(loaded);
  log(loaded.get_exception());
  return load(2);
}
