// Kinds of parameters, and callers that make them harmless.
#include <aio/aio.h>

#include <string>
#include <string_view>
#include <utility>

aio::Coroutine<void> rest();
aio::Coroutine<void> use(std::string s);

aio::Coroutine<void> bad_rvalue(std::string &&s) { // expect: coroutine-reference-parameter "'s' is a reference"
  co_await rest();
  co_await use(s);
}
aio::Coroutine<void> ok_value(std::string s) {
  co_await rest();
  co_await use(s);
}

// A lazy coroutine has not begun when its caller goes on.
aio::Coroutine<void> bad_lazy(std::string &&s) { // expect: coroutine-reference-parameter "when it has been started"
  co_await use(s);
}
aio::Coroutine<void> ok_unused(std::string &&) { co_await rest(); }
aio::Coroutine<void> ok_moved_first(std::string &&s) {
  auto own = std::move(s);
  co_await rest();
  co_await use(own);
}

aio::Coroutine<std::size_t> bad_const(const std::string &s) { // expect: coroutine-reference-parameter
  co_await rest();
  co_return s.size();
}
aio::Coroutine<std::size_t> bad_view(std::string_view s) { // expect: coroutine-reference-parameter "is a view"
  co_await rest();
  co_return s.size();
}
aio::Coroutine<void> ok_service(std::string &s) {
  co_await rest();
  s.clear();
}

template <typename F> aio::Coroutine<void> bad_retry(F &&work) { // expect: coroutine-reference-parameter
  while (true) {
    work();
    co_await rest();
  }
}
template <typename F> aio::Coroutine<void> ok_retry(F work) {
  while (true) {
    work();
    co_await rest();
  }
}

template <typename... Args> aio::Coroutine<void> bad_pack(int times, Args &&...args) { // expect: coroutine-reference-parameter
  co_await rest();
  (static_cast<void>(args), ...);
  static_cast<void>(times);
}
aio::Coroutine<void> call_pack() { return bad_pack(1, std::string("x")); }

// Everybody who calls it waits in the same statement.
aio::Coroutine<void> ok_awaited(std::string &&s) {
  co_await rest();
  co_await use(s);
}
aio::Coroutine<void> caller() {
  co_await ok_awaited("a");
  co_await ok_awaited("b");
}

auto bad_lambda = [](std::string &&s) -> aio::Coroutine<void> { // expect: coroutine-reference-parameter "the lambda"
  co_await rest();
  co_await use(s);
};
auto bad_generic = [](auto &&s) -> aio::Coroutine<void> { // expect: coroutine-reference-parameter
  co_await rest();
  co_await use(s);
};
auto ok_lambda = [](std::string s) -> aio::Coroutine<void> {
  co_await rest();
  co_await use(s);
};

// Behind a function that hands on something of its own, the default profile reports too.
template <typename T> aio::Coroutine<void> bad_push_later(T &&value) { // expect: coroutine-reference-parameter
  co_await rest();
  co_await use(std::forward<T>(value));
}
aio::Coroutine<void> push_own(std::string own) { return bad_push_later(std::move(own)); }
