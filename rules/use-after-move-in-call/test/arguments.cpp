// What other arguments of a call, and templates that only forward, do with a variable that is moved from.
#include <aio/aio.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

aio::Coroutine<int> send(std::string text);
aio::Coroutine<void> later(std::size_t size, std::function<void()> work);
template <class... Args> void log(const char *format, Args &&...args) {}

aio::Coroutine<void> bad_size(std::vector<int> all) {
  co_await later(all.size(), [all = std::move(all)] {}); // expect: use-after-move-in-call "another argument"
}
aio::Coroutine<void> ok_size(std::vector<int> all) {
  const std::size_t size = all.size();
  co_await later(size, [all = std::move(all)] {});
}

aio::Coroutine<int> bad_forwarded(std::string text) {
  auto sent = send(std::move(text));
  log("{}", text); // expect: use-after-move-in-call "'text' is empty here"
  co_return co_await std::move(sent);
}
aio::Coroutine<int> ok_forwarded(std::string text) {
  log("{}", text);
  co_return co_await send(std::move(text));
}
