// Objects that eager work is started on, of which the unit does not show what it does with them.
#include "seastar/stub.h"

using seastar::future;

struct Server {
  int limit;
  future<void> barrier();
};
struct Registry {
  Server server();
};

future<void> bad_temporary(Registry &registry) {
  return registry.server().barrier(); // expect: dangling-member-coroutine "the temporary object"
}
future<void> ok_temporary(Registry &registry) { co_await registry.server().barrier(); }

future<void> bad_local(int limit) {
  Server server{limit};
  return server.barrier(); // expect: dangling-member-coroutine "'server' that 'barrier' is called on dies"
}
future<void> ok_reference(Server &server) { return server.barrier(); }

// A promise shares its result with the future that it gives.
template <class T> struct Promise {
  [[clang::annotate("corolint::completes")]] void set(T value);
  future<T> get_future();
  long state;
};
future<int> ok_promise() {
  Promise<int> promise;
  promise.set(1);
  return promise.get_future();
}
