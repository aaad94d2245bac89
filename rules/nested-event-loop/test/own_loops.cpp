// Loops of the program's own are known by what they do: they resume coroutines again and again.
#include <coroutine>
#include <deque>
#include <exception>
#include <utility>
#include <vector>

class Loop {
public:
  void post(std::coroutine_handle<> handle) { ready.push_back(handle); }
  void run() {
    while (turn()) {
    }
  }

private:
  bool turn() {
    if (ready.empty())
      return false;
    const std::coroutine_handle<> next = ready.front();
    ready.pop_front();
    next.resume();
    return true;
  }
  std::deque<std::coroutine_handle<>> ready;
};
Loop loop;

class Job {
public:
  struct promise_type {
    std::coroutine_handle<> waiter;
    Job get_return_object() { return Job{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  Job(Job &&other) noexcept : handle(std::exchange(other.handle, {})) {}
  ~Job() {
    if (handle)
      handle.destroy();
  }
  bool await_ready() const { return handle.done(); }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) {
    handle.promise().waiter = waiter;
    return handle;
  }
  void await_resume() const {}
  void start() { loop.post(handle); }

private:
  explicit Job(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  std::coroutine_handle<promise_type> handle;
};

void wait_for(Job job) {
  job.start();
  loop.run();
}

// Wakes those who wait for it: no loop, though it resumes coroutines in one.
class Signal {
public:
  bool await_ready() const { return set; }
  void await_suspend(std::coroutine_handle<> waiter) { waiters.push_back(waiter); }
  void await_resume() const {}
  void raise() {
    set = true;
    while (!waiters.empty()) {
      const std::coroutine_handle<> next = waiters.back();
      waiters.pop_back();
      next.resume();
    }
  }

private:
  bool set = false;
  std::vector<std::coroutine_handle<>> waiters;
};
Signal stopped;

Job work();

Job bad_run() {
  co_await work();
  loop.run(); // expect: nested-event-loop "'Loop::run' runs an event loop"
}
Job bad_wait() {
  wait_for(work()); // expect: nested-event-loop "'wait_for' runs an event loop"
  co_return;
}
Job ok_awaited() { co_await work(); }
Job ok_event() {
  stopped.raise();
  co_await stopped;
}
Job ok_posts(std::coroutine_handle<> other) {
  loop.post(other);
  co_return;
}

int main() {
  wait_for(ok_awaited());
  stopped.raise();
  loop.run();
}
