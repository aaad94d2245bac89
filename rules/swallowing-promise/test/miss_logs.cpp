// Handlers that only tell of the exception.
#include <coroutine>
#include <cstdio>

struct Job {
  struct promise_type {
    Job get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception() { std::puts("failed"); } // miss: swallowing-promise a body that does anything is taken to be meant so
  };
};
