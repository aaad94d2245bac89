// Functions that hand a task on and end before it runs.
#include "cases.h"

static aio::Coroutine<std::size_t> length(const std::string &s) {
  co_await rest();
  co_return count(s);
}

aio::Coroutine<std::size_t> bad_local() {
  const std::string line = text();
  return length(line); // expect: dangling-coroutine-wrapper
}
aio::Coroutine<std::size_t> ok_local() {
  const std::string line = text();
  co_return co_await length(line);
}

aio::Coroutine<std::size_t> bad_temporary() {
  return length(text()); // expect: dangling-coroutine-wrapper
}
aio::Coroutine<std::size_t> ok_temporary() { co_return co_await length(text()); }

const std::vector<Case> cases = {CASE(bad_local), CASE(ok_local), CASE(bad_temporary), CASE(ok_temporary)};
