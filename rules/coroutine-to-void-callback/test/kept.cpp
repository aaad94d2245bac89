// Handlers that are kept: assigned to a wrapper, put into a container of them; generic lambdas that say what they
// return.
#include <aio/coroutine.h>
#include <functional>
#include <map>
#include <vector>

aio::Coroutine<void> refresh(int id);
using Handler = std::function<void(int)>;

struct Events {
  Handler changed;
  std::map<int, Handler> by_id;
  std::vector<Handler> all;

  void bad_assigned() {
    changed = [](int id) -> aio::Coroutine<void> { co_await refresh(id); }; // expect: coroutine-to-void-callback
    by_id[1] = [](int id) -> aio::Coroutine<void> { co_await refresh(id); }; // expect: coroutine-to-void-callback
  }
  void bad_element() {
    by_id.emplace(1, [](int id) -> aio::Coroutine<void> { co_await refresh(id); }); // expect: coroutine-to-void-callback
    all.emplace_back([](int id) -> aio::Coroutine<void> { co_await refresh(id); }); // expect: coroutine-to-void-callback
  }
  void bad_generic() {
    changed = [](auto id) -> aio::Coroutine<void> { co_await refresh(id); }; // expect: coroutine-to-void-callback
  }
  void ok_plain() {
    changed = [](int) {};
    by_id.emplace(1, [](int) {});
    all.emplace_back(changed);
  }
};
struct Loader {
  std::function<aio::Coroutine<void>(int)> load;

  void ok_task() { load = [](int id) -> aio::Coroutine<void> { co_await refresh(id); }; }
};
