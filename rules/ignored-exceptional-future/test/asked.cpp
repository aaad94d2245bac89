// A condition tells whether the future has failed: on the way on which it has, its error must be taken.
#include "../../../checker/libraries/seastar/stub.h"

using seastar::future;

future<int> load(int id);
future<future<int>> as_future(int id);
void log(std::exception_ptr error);

future<int> bad_left(future<int> loaded) {
  if (loaded.failed())
    return load(2); // expect: ignored-exceptional-future
  return seastar::make_ready_future<int>(loaded.get());
}
future<int> ok_taken(future<int> loaded) {
  if (loaded.failed()) {
    log(loaded.get_exception());
    return load(2);
  }
  return load(3);
}
future<int> ok_succeeded(future<int> loaded) {
  if (!loaded.failed())
    return load(2);
  loaded.ignore_ready_future();
  return load(3);
}
future<int> bad_choice(future<int> loaded) {
  const int id = loaded.failed() ? 0 : loaded.get();
  return load(id); // expect: ignored-exceptional-future "on this way"
}
void bad_to_the_end(future<int> loaded, bool &failed) { // expect: ignored-exceptional-future
  if (loaded.failed())
    failed = true;
}
future<int> bad_result(int id) {
  future<int> loaded = co_await as_future(id);
  if (loaded.failed())
    co_return -1; // expect: ignored-exceptional-future
  co_return loaded.get();
}
future<int> ok_result(int id) {
  future<int> loaded = co_await as_future(id);
  if (loaded.failed())
    log(loaded.get_exception());
  co_return 0;
}
