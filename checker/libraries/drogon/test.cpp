#include "stub.h"

#include <functional>
#include <string>

using drogon::AsyncTask;
using drogon::Task;

Task<int> load(int id);
Task<> save(const std::string &text);

Task<> bad_unawaited() {
  load(1); // expect: unawaited-coroutine
  co_return;
}
Task<int> bad_kept() {
  auto loaded = load(1); // expect: task-never-awaited
  co_return 0;
}
Task<int> ok_awaited() { co_return co_await load(1); }
AsyncTask ok_detached() { co_await load(1); }

void bad_callback(const std::function<void(std::function<void(int)>)> &each) {
  each([](int id) -> Task<> { co_await load(id); }); // expect: coroutine-to-void-callback
}
void ok_callback(const std::function<void(std::function<void(int)>)> &each) {
  each([](int id) -> AsyncTask { co_await load(id); });
}

struct Session {
  int hits = 0;

  void bad_closure() {
    [this]() -> AsyncTask { // expect: dangling-lambda-coroutine
      co_await load(1);
      ++hits;
    }();
  }
  void ok_kept_closure() {
    drogon::async_run([this]() -> Task<> {
      co_await load(1);
      ++hits;
    });
  }
};

Task<> bad_nested(int id) {
  drogon::sync_wait(load(id)); // expect: nested-event-loop
  co_return;
}
