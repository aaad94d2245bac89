// Functions that return a task without awaiting it.
#include <aio/aio.h>

#include <string>
#include <string_view>

aio::Coroutine<void> rest();
aio::Coroutine<std::size_t> length(const std::string &s) {
  co_await rest();
  co_return s.size();
}
aio::Coroutine<std::size_t> length_of_view(std::string_view s) {
  co_await rest();
  co_return s.size();
}
aio::Coroutine<std::size_t> owned(std::string s) {
  co_await rest();
  co_return s.size();
}
aio::Coroutine<std::size_t> elsewhere(const std::string &s);

aio::Coroutine<std::size_t> bad_local() {
  std::string s(64, 'x');
  return length(s); // expect: dangling-coroutine-wrapper "'s' dies when this function returns"
}
aio::Coroutine<std::size_t> ok_local() {
  std::string s(64, 'x');
  co_return co_await length(s);
}

aio::Coroutine<std::size_t> bad_parameter(std::string s) {
  return length(s); // expect: dangling-coroutine-wrapper
}
aio::Coroutine<std::size_t> ok_callers(const std::string &s) { return length(s); }

aio::Coroutine<std::size_t> bad_temporary() {
  return length("text"); // expect: dangling-coroutine-wrapper "the temporary"
}
aio::Coroutine<std::size_t> ok_literal() { return length_of_view("text"); }

aio::Coroutine<std::size_t> bad_unseen_body() {
  const std::string s = "text";
  return elsewhere(s); // expect: dangling-coroutine-wrapper "its body is not seen here"
}
aio::Coroutine<std::size_t> ok_by_value() {
  std::string s(64, 'x');
  return owned(std::move(s));
}

aio::Coroutine<std::size_t> bad_on_one_way(bool careful) {
  std::string s(64, 'x');
  if (careful)
    return owned(s);
  return length_of_view(s); // expect: dangling-coroutine-wrapper
}

aio::Coroutine<std::size_t> bad_through_variable(std::string s) {
  auto task = length(s); // expect: dangling-coroutine-wrapper
  return task;
}

auto make_lambda() {
  return [](std::string s) {
    return length(s); // expect: dangling-coroutine-wrapper
  };
}

// Of these the unit shows no body. An rvalue reference says that it is moved from; a reference to a constant does not.
aio::Coroutine<std::size_t> takes(std::string &&text);
aio::Coroutine<std::size_t> looks_at(const std::string &text);
aio::Coroutine<std::size_t> ok_taken() { return takes(std::string(3, 'x')); }
aio::Coroutine<std::size_t> bad_looked_at() {
  return looks_at(std::string(3, 'x')); // expect: dangling-coroutine-wrapper "its body is not seen here"
}
