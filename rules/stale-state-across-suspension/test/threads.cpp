// One thread per core: a plain static is one object for all of them.
#include "seastar/stub.h"

#include <map>
#include <memory>

using seastar::future;
using Credentials = std::shared_ptr<int>;

future<Credentials> load();
future<int> load(int id);

future<Credentials> bad_tested_and_set() {
  static Credentials cached; // expect: stale-state-across-suspension "one object for all threads"
  if (!cached)
    cached = co_await load();
  co_return cached;
}
future<int> bad_filled(int id) {
  static std::map<int, int> known; // expect: stale-state-across-suspension
  if (!known.contains(id))
    known[id] = co_await load(id);
  co_return known[id];
}
future<Credentials> ok_own_of_thread() {
  static thread_local Credentials cached;
  if (!cached)
    cached = co_await load();
  co_return cached;
}
future<int> ok_only_looked_up(int id) {
  static std::map<int, int> known = {{1, 2}};
  co_await load(id);
  if (known.contains(id))
    co_return known[id];
  co_return 0;
}
future<int> ok_only_read(int id) {
  static const std::map<int, int> known = {{1, 2}};
  if (known.contains(id))
    co_return 1;
  co_return co_await load(id);
}
