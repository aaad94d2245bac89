// A tuple of references is no view to the checker.
#include <aio/aio.h>

#include <string>
#include <tuple>

aio::Coroutine<void> rest();
aio::Coroutine<std::size_t> by_tuple(std::tuple<const std::string &> all) {
  co_await rest();
  co_return std::get<0>(all).size();
}
void bad_tied() {
  std::string line = "text";
  aio::create_task(by_tuple(std::tie(line))); // miss: dangling-coroutine-argument what a tuple refers to is set by its constructor, not by its type
}
