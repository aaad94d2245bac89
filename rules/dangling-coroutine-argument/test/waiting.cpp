// A task whose destructor waits for the work has outlived nothing.
#include <coroutine>
#include <future>
#include <string>

struct Rest {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<> handle);
  void await_resume();
};
struct Promise {
  std::promise<void> done;
  std::suspend_never initial_suspend();
  std::suspend_never final_suspend() noexcept;
  void return_void();
  void unhandled_exception();
};

struct Waits {
  struct promise_type : Promise {
    Waits get_return_object();
  };
  ~Waits() {
    if (done.valid())
      done.get();
  }
  std::future<void> done;
};
struct LetsGo {
  struct promise_type : Promise {
    LetsGo get_return_object();
  };
  ~LetsGo() { done = {}; }
  std::future<void> done;
};

template <typename Task> Task length(const std::string &text, std::size_t &result) {
  co_await Rest();
  result = text.size();
}

void ok_waits_at_the_end_of_the_statement(std::size_t &result) {
  const std::string text = "local";
  length<Waits>(text, result);
}
void bad_lets_go(std::size_t &result) {
  const std::string text = "local";
  length<LetsGo>(text, result); // expect: dangling-coroutine-argument "'text' dies when this function ends"
}
