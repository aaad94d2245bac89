#include <coroutine>
#include <exception>
#include <utility>

namespace seastar {
template <class T> class [[nodiscard]] future {
public:
  struct promise_type {
    future get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  template <class F> future<int> then(F callable) { std::terminate(); }
  template <class F> future<int> finally(F callable) { std::terminate(); }
  template <class F> future<int> handle_exception(F callable) { std::terminate(); }
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  std::coroutine_handle<promise_type> frame;
};
class abort_source {
public:
  bool abort_requested() const;
};
template <class F> future<int> try_with_gate(int &gate, F callable) { std::terminate(); }
future<int> sleep_abortable(int, abort_source &);
future<int> sleep(int);
} // namespace seastar
using seastar::future;

future<int> connect();
future<int> poll(int);
void log(std::exception_ptr);

void bad_chain() {
  (void)connect().then([](int peer) { return poll(peer); }); // expect: lost-exception
}
void ok_handled() {
  (void)connect().then([](int peer) { return poll(peer); }).handle_exception([](std::exception_ptr error) {
    log(error);
    return 0;
  });
}
void bad_finally(int &running) {
  (void)connect().finally([&running] { --running; }); // expect: lost-exception
}
void bad_gate(int &gate) {
  (void)seastar::try_with_gate(gate, [] { return connect().then([](int peer) { return poll(peer); }); }); // expect: lost-exception
}
void ok_gate(int &gate) {
  (void)seastar::try_with_gate(gate, [] { return connect().handle_exception([](std::exception_ptr) { return 0; }); });
}
void ok_coroutine_handles(int &gate) {
  (void)seastar::try_with_gate(gate, []() -> future<int> {
    try {
      co_return co_await connect();
    } catch (...) {
      co_return 0;
    }
  });
}

future<int> bad_loop(seastar::abort_source &stop) {
  while (!stop.abort_requested()) {
    try {
      co_await connect();
    } catch (...) {
    }
    co_await seastar::sleep_abortable(1, stop); // expect: lost-exception
  }
  co_return 0;
}
future<int> ok_loop(seastar::abort_source &stop) {
  while (!stop.abort_requested()) {
    try {
      co_await connect();
      co_await seastar::sleep_abortable(1, stop);
    } catch (...) {
    }
  }
  co_return 0;
}
future<int> ok_plain_sleep(seastar::abort_source &stop) {
  while (!stop.abort_requested()) {
    try {
      co_await connect();
    } catch (...) {
    }
    co_await seastar::sleep(1);
  }
  co_return 0;
}
