// Timeouts and operations of the user's own kit, known by their types and by how people call them.
#include <aio/aio.h>
#include <chrono>
#include <functional>

using namespace std::chrono_literals;
template <class T> using Task = aio::Coroutine<T>;

template <class T> Task<T> with_timeout(Task<T> work, std::chrono::milliseconds limit);
template <class T> Task<T> until(std::chrono::steady_clock::time_point limit, Task<T> work);
template <class F> Task<int> try_for(std::chrono::seconds limit, F work) { co_return co_await with_timeout(work(), limit); }
template <class T> Task<T> named(Task<T> work, const char *name);

struct Socket {
  Task<int> async_read();
  Task<int> async_read_some() { co_return co_await with_timeout(async_read(), 5s); }
  int async_receive(); // nothing to await
};

Task<int> bad_own_operation(Socket &s) {
  co_return co_await s.async_read(); // expect: missing-timeout "'Socket::async_read' may wait for ever"
}
Task<int> bad_wrapped_in_something_else(Socket &s) {
  co_return co_await named(s.async_read(), "read") + co_await s.async_read(); // expect: missing-timeout
}
Task<int> ok_duration(Socket &s) { co_return co_await with_timeout(s.async_read(), 100ms); }
Task<int> ok_time_point(Socket &s) { co_return co_await until(std::chrono::steady_clock::now() + 1s, s.async_read()); }
Task<int> ok_callable(Socket &s) {
  co_return co_await try_for(1s, [&]() -> Task<int> { co_return co_await s.async_read(); });
}
Task<int> ok_bounded_inside(Socket &s) { co_return co_await s.async_read_some(); }
Task<int> ok_no_awaitable(Socket &s) { co_return s.async_receive(); }

// A limit around every caller is one.
Task<int> ok_below(Socket &s) { co_return co_await s.async_read(); }
Task<int> ok_middle(Socket &s) { co_return co_await ok_below(s); }
Task<int> ok_above(Socket &s) { co_return co_await with_timeout(ok_middle(s), 1s); }

Task<int> bad_below(Socket &s) {
  co_return co_await s.async_read(); // expect: missing-timeout
}
Task<int> ok_one_caller(Socket &s) { co_return co_await with_timeout(bad_below(s), 1s); }
Task<int> ok_other_caller(Socket &s) { co_return co_await bad_below(s); }

// Whoever takes a callback decides how long it may last.
struct Client {
  Task<void> request(std::function<Task<int>(Socket &)> handler);
};
Task<void> ok_callback(Client &client) {
  co_await client.request([](Socket &s) -> Task<int> { co_return co_await s.async_read(); });
}
