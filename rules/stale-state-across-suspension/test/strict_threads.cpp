// What is not the function's own may be meant for one thread only.
#include "seastar/stub.h"

#include <memory>

using seastar::future;
using Credentials = std::shared_ptr<int>;

future<Credentials> load();
Credentials cached;
thread_local Credentials own;

future<> bad_global() {
  if (!cached)
    cached = co_await load(); // expect: stale-state-across-suspension "one object for all threads"
}
struct Client {
  static inline Credentials shared;
  future<> bad_member() {
    if (!shared)
      shared = co_await load(); // expect: stale-state-across-suspension
  }
};
future<> ok_own_of_thread() {
  if (!own)
    own = co_await load();
}
