#include <coroutine>
#include <exception>

struct Bad {
  struct promise_type {
    Bad get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() noexcept {} // expect: swallowing-promise
  };
};
struct Ok {
  struct promise_type {
    std::exception_ptr error;
    Ok get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
  };
};
struct OkNoPromise {
  void unhandled_exception() {}
};

// Nothing that the coroutines do can throw.
template <class T> struct OkNumbers {
  struct promise_type {
    T value;
    OkNumbers get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T next) {
      value = next;
      return {};
    }
    void return_void() {}
    void unhandled_exception() {}
  };
};
OkNumbers<int> naturals() {
  for (int i = 0;; ++i)
    co_yield i;
}

struct BadUsed {
  struct promise_type {
    BadUsed get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {} // expect: swallowing-promise
  };
};
void save();
BadUsed one() { co_return; }
BadUsed other() {
  save();
  co_return;
}

namespace {
// Nobody else can name it, and nobody here uses it.
struct OkUnused {
  struct promise_type {
    OkUnused get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
} // namespace
bool isSmall() { return sizeof(OkUnused) == 1; }
