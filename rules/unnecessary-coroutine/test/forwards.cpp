// Coroutines that hand on another one's result.
#include <aio/aio.h>

#include <memory>
#include <string>

aio::Coroutine<int> load(int id) { co_return id; }
aio::Coroutine<int> elsewhere(int id);
aio::Coroutine<long> load_long(int id);
aio::Coroutine<int> measure(const std::string &text);
aio::Coroutine<int> own(std::string text) { co_return static_cast<int>(text.size()); }
aio::Coroutine<void> rest() { co_return; }

aio::Coroutine<int> bad_forward(int id) {
  co_return co_await load(id); // expect: unnecessary-coroutine "'bad_forward' only awaits the task of 'load'"
}
aio::Coroutine<void> ok_chooses() { co_return co_await rest(); }
aio::Coroutine<int> ok_chooses_too(int) { co_return co_await load(1); }
aio::Coroutine<int> bad_moved(std::string text) {
  co_return co_await own(std::move(text)); // expect: unnecessary-coroutine
}
aio::Coroutine<int> ok_unknown(int id) { co_return co_await elsewhere(id); }
aio::Coroutine<int> ok_returned(int id) { return load(id); }
aio::Coroutine<int> ok_more(int id) { co_return co_await load(id) + 1; }
aio::Coroutine<long> ok_converts(int id) { co_return co_await load(id); }
aio::Coroutine<int> ok_in_try(int id) {
  try {
    co_return co_await load(id);
  } catch (...) {
    throw;
  }
}
aio::Coroutine<int> ok_lends(std::string text) { co_return co_await measure(text); }

struct Session : std::enable_shared_from_this<Session> {
  aio::Coroutine<int> run();
  virtual aio::Coroutine<int> ok_virtual(int id) { co_return co_await load(id); }
};
aio::Coroutine<int> ok_keeps_alive(std::shared_ptr<Session> session) { co_return co_await session->run(); }
