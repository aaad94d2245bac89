// Tuples and pairs that hold references.
#include <aio/aio.h>

#include <string>
#include <tuple>
#include <utility>

aio::Coroutine<void> rest();
aio::Coroutine<std::size_t> by_tuple(std::tuple<const std::string &> all) {
  co_await rest();
  co_return std::get<0>(all).size();
}
aio::Coroutine<std::size_t> by_pair(std::pair<const std::string &, int> both) {
  co_await rest();
  co_return both.first.size();
}
aio::Coroutine<std::size_t> by_value(std::pair<std::string, int> both) {
  co_await rest();
  co_return both.first.size();
}

void bad_tied() {
  std::string line = "text";
  aio::create_task(by_tuple(std::tie(line))); // expect: dangling-coroutine-argument "'line' dies when this function ends"
}
void bad_pair(std::string line) {
  aio::create_task(by_pair({line, 2})); // expect: dangling-coroutine-argument
}
void bad_kept_pair(std::string line) {
  const std::pair<const std::string &, int> both(line, 2);
  aio::create_task(by_pair(both)); // expect: dangling-coroutine-argument
}
aio::Coroutine<void> ok_awaited() {
  std::string line = "text";
  co_await by_tuple(std::tie(line));
  co_await by_pair({line, 2});
}
void ok_copied(std::string line) { aio::create_task(by_value({line, 2})); }
