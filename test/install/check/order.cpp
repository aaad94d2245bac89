// One mistake, which the compiler accepts.
#include "prices.h"

#include <chrono>
#include <coroutine>
#include <exception>
#include <thread>

struct Order {
  struct promise_type {
    Order get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

Order order() {
  std::this_thread::sleep_for(std::chrono::seconds(price()));
  co_return;
}
