// Where a closure lives, and for how long.
#include <aio/aio.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

aio::Coroutine<void> rest();

void bad_local_closure(std::string name) {
  auto work = [name]() -> aio::Coroutine<std::size_t> { // expect: dangling-lambda-coroutine "reads 'name' out of its closure"
    co_await rest();
    co_return name.size();
  };
  aio::create_task(work());
}
void ok_parameter(std::string name) {
  auto work = [](std::string name) -> aio::Coroutine<std::size_t> {
    co_await rest();
    co_return name.size();
  };
  aio::create_task(work(std::move(name)));
}
aio::Coroutine<void> ok_awaited_closure(std::string name) {
  auto work = [name]() -> aio::Coroutine<std::size_t> {
    co_await rest();
    co_return name.size();
  };
  co_await work();
}

void bad_called_at_once(std::string name) {
  aio::create_task([name]() -> aio::Coroutine<std::size_t> { // expect: dangling-lambda-coroutine "at the end of this statement"
    co_await rest();
    co_return name.size();
  }());
}
aio::Coroutine<void> ok_called_and_awaited(std::string name) {
  co_await [name]() -> aio::Coroutine<std::size_t> {
    co_await rest();
    co_return name.size();
  }();
}

template <typename F> void start(F work) { aio::create_task(work()); }
template <typename F> aio::Coroutine<void> run_to_end(F work) { co_await work(); }
template <typename F> void start_and_keep(F work) { aio::create_task(run_to_end(std::move(work))); }

void bad_dropped_by_callee(int count) {
  start([count]() -> aio::Coroutine<void> { // expect: dangling-lambda-coroutine "'start' destroys the closure"
    co_await rest();
    std::printf("%d", count);
  });
}
void ok_kept_by_callee(int count) {
  start_and_keep([count]() -> aio::Coroutine<void> {
    co_await rest();
    std::printf("%d", count);
  });
}
void ok_no_capture() {
  start([]() -> aio::Coroutine<void> { co_await rest(); });
}

struct Session {
  int count = 0;

  void bad_this() {
    aio::create_task([this]() -> aio::Coroutine<void> { // expect: dangling-lambda-coroutine
      co_await rest();
      ++count;
    }());
  }

  aio::Coroutine<int> bad_static() {
    static auto next = [this](int step) { return count += step; }; // expect: dangling-lambda-coroutine "made once"
    co_return next(1);
  }
  aio::Coroutine<int> ok_static(int step) {
    static auto twice = [](int value) { return value * 2; };
    co_return twice(step);
  }
  aio::Coroutine<int> ok_static_copy(int step) {
    static const auto scale = [factor = 3](int value) { return value * factor; };
    co_return scale(step);
  }
};

aio::Coroutine<int> bad_static_local(int limit) {
  static auto below = [&](int value) { return value < limit; }; // expect: dangling-lambda-coroutine "'limit'"
  co_return below(3);
}
aio::Coroutine<int> ok_static_of_static(int value) {
  static int limit = 3;
  static auto below = [&](int v) { return v < limit; };
  co_return below(value);
}

// A helper that refers to a closure makes tasks of it, which end before the closure does.
template <typename F> std::vector<aio::Coroutine<void>> make_all(int times, F &&make) {
  std::vector<aio::Coroutine<void>> tasks;
  for (int i = 0; i < times; ++i)
    tasks.push_back(make(i));
  return tasks;
}
aio::Coroutine<void> ok_made_by_helper(int times, int limit) {
  auto make = [&](int i) -> aio::Coroutine<void> {
    co_await rest();
    std::printf("%d of %d", i, limit);
  };
  auto tasks = make_all(times, make);
  for (auto &task : tasks)
    co_await std::move(task);
}

// A lambda that starts the task and waits for it is no place where the task lives on.
void ok_waited_for_in_lambda(int count) {
  auto run = [](aio::Coroutine<void> &&task) {
    aio::EventLoop loop;
    loop.run_until_complete(std::move(task));
  };
  run([&]() -> aio::Coroutine<void> {
    co_await rest();
    std::printf("%d", count);
  }());
}
