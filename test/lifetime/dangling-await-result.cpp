// References into the result of an await, which dies at the end of the expression.
#include "cases.h"

static aio::Coroutine<std::vector<std::string>> load() {
  co_await rest();
  co_return std::vector<std::string>(3, text());
}

aio::Coroutine<std::size_t> bad_reference() {
  const std::string &first = (co_await load()).front(); // expect: dangling-await-result
  co_return count(first);
}
aio::Coroutine<std::size_t> ok_reference() {
  const auto all = co_await load();
  const std::string &first = all.front();
  co_return count(first);
}

const std::vector<Case> cases = {CASE(bad_reference), CASE(ok_reference)};
