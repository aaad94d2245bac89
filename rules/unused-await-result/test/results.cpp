// Results of awaits that are statements.
#include <aio/aio.h>

#include <system_error>

struct [[nodiscard]] Status {
  int code;
};
enum class [[nodiscard]] Outcome { Done, Failed };
template <class T> struct Expected {
  bool has_value() const;
  T value() const;
  int error() const;
};
struct Plain {
  int value;
};

aio::Coroutine<Status> status();
aio::Coroutine<Outcome> outcome();
aio::Coroutine<Expected<int>> expected();
aio::Coroutine<Plain> plain();
aio::Coroutine<std::size_t> size();
aio::Coroutine<std::error_code> code();
[[nodiscard]] aio::Coroutine<int> number();

aio::Coroutine<int> bad_types(bool twice) {
  co_await status();   // expect: unused-await-result "[[nodiscard]]"
  co_await outcome();  // expect: unused-await-result "[[nodiscard]]"
  co_await expected(); // expect: unused-await-result "holds the error"
  if (twice)
    co_await code(); // expect: unused-await-result "says whether"
  for (int i = 0; i < 2; ++i)
    co_await code(); // expect: unused-await-result
  co_return 1;
}
aio::Coroutine<int> ok_types() {
  const Status first = co_await status();
  (void)co_await outcome();
  if ((co_await expected()).has_value())
    co_await plain();
  co_await size();
  co_await number();
  if (const std::error_code failed = co_await code())
    co_return failed.value();
  co_return first.code;
}
aio::Coroutine<std::error_code> ok_returned() { co_return co_await code(); }

// Generic code drops what only some of its callers' work gives.
template <class T> aio::Coroutine<void> ok_template(aio::Coroutine<T> work) { co_await std::move(work); }
aio::Coroutine<void> instance() { co_await ok_template(status()); }

aio::Coroutine<void> bad_lambda() {
  auto run = []() -> aio::Coroutine<void> {
    co_await code(); // expect: unused-await-result
  };
  co_await run();
}
