// Ways to leave a coroutine.
#include <aio/aio.h>

#include <stdexcept>

aio::Coroutine<int> load();
aio::Coroutine<void> rest();

aio::Coroutine<int> bad_nothing() {
  co_await rest();
} // expect: missing-co-return "'bad_nothing' can flow off its end"
aio::Coroutine<int> bad_one_branch(bool quick) {
  if (quick)
    co_return 0;
  co_await rest();
} // expect: missing-co-return
aio::Coroutine<int> ok_both_branches(bool quick) {
  if (quick)
    co_return 0;
  else
    co_return co_await load();
}
aio::Coroutine<int> ok_throws(bool quick) {
  if (quick)
    co_return 0;
  throw std::runtime_error("slow");
}
aio::Coroutine<int> ok_for_ever() {
  while (true)
    co_await rest();
}
aio::Coroutine<void> ok_void() { co_await rest(); }

aio::Coroutine<int> bad_handler() {
  try {
    co_return co_await load();
  } catch (const std::exception &) {
    std::terminate_handler();
  }
} // expect: missing-co-return

enum class Kind { One, Two };
aio::Coroutine<int> ok_all_cases(Kind kind) {
  switch (kind) {
  case Kind::One:
    co_return 1;
  case Kind::Two:
    co_return 2;
  }
}
const auto bad_lambda = []() -> aio::Coroutine<int> {
  co_await rest();
}; // expect: missing-co-return "the lambda"
