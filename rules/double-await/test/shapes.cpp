#include <cases/lazy_task.h>

Task<int> load(int id);
void keep(Task<int> &task);

Task<int> bad_twice(int id) {
  auto task = load(id);
  const int first = co_await task;
  co_return first + co_await task; // expect: double-await "'task' is awaited again"
}
Task<int> ok_assigned_anew(int id) {
  auto task = load(id);
  const int first = co_await task;
  task = load(id + 1);
  co_return first + co_await task;
}
Task<int> ok_one_of_two(int id) {
  auto task = load(id);
  if (id > 0)
    co_return co_await task;
  co_return 1 + co_await task;
}
Task<int> ok_two_tasks(int id) {
  auto a = load(id), b = load(id);
  co_return co_await a + co_await b;
}

Task<int> bad_moved(int id) {
  auto task = load(id);
  const int first = co_await std::move(task);
  co_return first + co_await std::move(task); // expect: double-await
}
Task<int> bad_parameter(Task<int> task) {
  const int first = co_await task;
  co_return first + co_await task; // expect: double-await
}
Task<int> bad_in_loop(int id) {
  auto task = load(id);
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += co_await task; // expect: double-await "in the next turn of the loop"
  co_return sum;
}
Task<int> ok_in_loop(int id) {
  int sum = 0;
  for (int i = 0; i < 3; ++i) {
    auto task = load(id);
    sum += co_await task;
  }
  co_return sum;
}
Task<int> ok_leaves_loop(int id) {
  auto task = load(id);
  while (true)
    co_return co_await task;
}
Task<int> bad_after_branch(int id) {
  auto task = load(id);
  int sum = 0;
  if (id > 0)
    sum = co_await task;
  co_return sum + co_await task; // expect: double-await
}
Task<int> bad_in_lambda(int id) {
  auto twice = [](Task<int> inner) -> Task<int> {
    co_await inner;
    co_return co_await inner; // expect: double-await
  };
  co_return co_await twice(load(id));
}
Task<int> bad_after_handler(int id) {
  auto task = load(id);
  int sum = 0;
  try {
    sum = co_await task;
  } catch (const std::exception &) {
  }
  co_return sum + co_await task; // expect: double-await
}
Task<int> ok_filled_by_callee(int id) {
  auto task = load(id);
  const int first = co_await task;
  keep(task);
  co_return first + co_await task;
}

/// May be awaited again: a timer.
struct Timer {
  Timer();
  Timer(Timer &&);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Task<int> ok_timer() {
  Timer timer;
  co_await timer;
  co_await timer;
  co_return 1;
}

/// Awaiting an lvalue refers to the result.
template <class T> struct Kept {
  struct promise_type {
    Kept get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  struct Awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    const T &await_resume();
  };
  struct Mover {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T await_resume();
  };
  Kept(Kept &&);
  Awaiter operator co_await() const &;
  Mover operator co_await() &&;
  std::coroutine_handle<promise_type> frame;
};
Kept<int> keep(int id);
Task<int> ok_lvalues(int id) {
  auto task = keep(id);
  const int first = co_await task;
  co_return first + co_await task;
}
Task<int> bad_rvalues(int id) {
  auto task = keep(id);
  const int first = co_await std::move(task);
  co_return first + co_await std::move(task); // expect: double-await
}

// Gives a value an await, as asynchronous generators do.
struct Numbers {
  struct promise_type {
    Numbers get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(int);
    void return_void();
    void unhandled_exception();
  };
  Numbers(Numbers &&);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
Numbers count();
Task<int> ok_several_values() {
  auto numbers = count();
  const int first = co_await numbers;
  co_return first + co_await numbers;
}

// Macros of tests wrap what they check into a loop that has one turn.
bool again();
#define CHECK(condition)                                                                                               \
  do {                                                                                                                 \
    if (!(condition))                                                                                                  \
      throw 1;                                                                                                         \
  } while (again())
Task<int> ok_in_a_macro(int id) {
  auto task = load(id);
  CHECK(co_await std::move(task) == 1);
  co_return 0;
}

// Whoever is in the branch has been by its condition.
struct [[nodiscard]] Fallible {
  struct promise_type {
    Fallible get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(int);
    void unhandled_exception();
  };
  Fallible(Fallible &&);
  ~Fallible();
  bool failed() const;
  [[clang::annotate("corolint::consumes")]] std::exception_ptr error();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
  std::coroutine_handle<promise_type> frame;
};
Fallible attempt();
bool is_harmless(std::exception_ptr error);
void log(std::exception_ptr error);

Task<int> bad_in_condition_and_branch() {
  auto result = attempt();
  if (result.failed() && !is_harmless(result.error()))
    log(result.error()); // expect: double-await "has been taken out before"
  co_return 1;
}
Task<int> ok_in_condition_only() {
  auto result = attempt();
  if (result.failed()) {
    auto error = result.error();
    if (!is_harmless(error))
      log(error);
  }
  co_return 1;
}

/// A task whose 'then' for lvalues leaves it its result.
struct [[nodiscard]] SharedTask {
  struct promise_type {
    SharedTask get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  SharedTask(SharedTask &&);
  ~SharedTask();
  SharedTask then(void (*callback)()) &;
  SharedTask then(void (*callback)()) &&;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
SharedTask ok_then_leaves_result(SharedTask task) {
  SharedTask after = task.then([] {});
  co_await task;
  co_await after;
}
SharedTask bad_moved_into_then(SharedTask task) {
  co_await std::move(task);
  co_await std::move(task); // expect: double-await
}

#define EXPECT_NO_ERROR(statement)                                                                                     \
  try {                                                                                                                \
    statement;                                                                                                         \
  } catch (...) {                                                                                                      \
    std::terminate();                                                                                                  \
  }
Task<int> ok_seen_to_fail(int id) {
  auto task = load(id);
  co_await std::move(task);
  EXPECT_NO_ERROR(co_await std::move(task));
  co_return 0;
}
Task<int> bad_in_try(int id) {
  auto task = load(id);
  co_await std::move(task);
  try {
    co_await std::move(task); // expect: double-await
  } catch (...) {
    std::terminate();
  }
  co_return 0;
}
