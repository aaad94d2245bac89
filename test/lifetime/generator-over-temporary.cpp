// Generators that go through what is gone.
#include "cases.h"

static aio::AsyncGenerator<char> letters(const std::string &s) {
  for (const char c : s)
    co_yield c;
}

aio::Coroutine<void> bad_temporary() {
  auto all = letters(text()); // expect: generator-over-temporary
  while (co_await all.anext()) {
  }
}
aio::Coroutine<void> ok_named() {
  const std::string line = text();
  auto all = letters(line);
  while (co_await all.anext()) {
  }
}

const std::vector<Case> cases = {CASE(bad_temporary), CASE(ok_named)};
