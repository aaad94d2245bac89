// Arguments that die before the coroutine reads them.
#include "cases.h"

#include <optional>
#include <string_view>

static aio::Coroutine<std::size_t> length(const std::string &s) {
  co_await rest();
  co_return count(s);
}
static aio::Coroutine<std::size_t> length_of_view(std::string_view s) {
  co_await rest();
  co_return count(std::string(s));
}
static aio::Coroutine<std::size_t> length_behind(const std::string *s) {
  co_await rest();
  co_return count(*s);
}
static aio::Coroutine<std::size_t> length_of_own(std::string s) {
  co_await rest();
  co_return count(s);
}

aio::Coroutine<void> bad_temporary() {
  auto task = length(text()); // expect: dangling-coroutine-argument
  co_await std::move(task);
}
aio::Coroutine<void> ok_temporary() { co_await length(text()); }

aio::Coroutine<void> bad_view() {
  auto task = length_of_view(text()); // expect: dangling-coroutine-argument
  co_await std::move(task);
}
aio::Coroutine<void> ok_view() {
  const std::string line = text();
  auto task = length_of_view(line);
  co_await std::move(task);
}

aio::Coroutine<void> bad_spawned() {
  const std::string line = text();
  aio::create_task(length(line)); // expect: dangling-coroutine-argument
  co_return;
}
aio::Coroutine<void> ok_spawned() {
  const std::string line = text();
  aio::create_task(length_of_own(line));
  co_return;
}

aio::Coroutine<void> bad_other_name() {
  const std::string line = text();
  const std::string *where = &line;
  aio::create_task(length_behind(where)); // expect: dangling-coroutine-argument
  co_return;
}
aio::Coroutine<void> ok_other_name() {
  const std::string line = text();
  const std::string *where = &line;
  auto task = aio::create_task(length_behind(where));
  co_await task;
}

aio::Coroutine<void> bad_inner_scope() {
  std::optional<aio::Coroutine<std::size_t>> task;
  {
    const std::string line = text();
    task = length(line); // expect: dangling-coroutine-argument
  }
  co_await std::move(*task);
}
aio::Coroutine<void> ok_inner_scope() {
  std::optional<aio::Coroutine<std::size_t>> task;
  const std::string line = text();
  {
    task = length(line);
  }
  co_await std::move(*task);
}

const std::vector<Case> cases = {CASE(bad_temporary),   CASE(ok_temporary),  CASE(bad_view),       CASE(ok_view),
                                 CASE(bad_spawned),     CASE(ok_spawned),    CASE(bad_other_name), CASE(ok_other_name),
                                 CASE(bad_inner_scope), CASE(ok_inner_scope)};
