#include <cases/lazy_task.h>

#include <vector>

Task<int> load(int id);
void keep(Task<int> task);
template <class F> void later(F f) {}

struct Units {
  ~Units();
};
struct Mutex {
  Task<Units> lock();
};
struct Timer {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Timer pause(int);

Task<int> bad_never(int id) {
  auto task = load(id); // expect: task-never-awaited "it does not run"
  co_return 1;
}
Task<int> ok_awaited(int id) {
  auto task = load(id);
  co_return co_await std::move(task);
}

Task<int> bad_only_looked_at(int id) {
  Task<int> task = load(id); // expect: task-never-awaited
  if (task && !task.done())
    co_return 0;
  co_return 1;
}
Task<int> ok_started(int id) {
  Task<int> task = load(id);
  task.start();
  co_return 1;
}

Task<int> bad_guard(Mutex &mutex, int &count) {
  auto guard = mutex.lock(); // expect: task-never-awaited "'guard' is the task of 'lock'"
  co_return ++count;
}
Task<int> ok_guard(Mutex &mutex, int &count) {
  auto guard = co_await mutex.lock();
  co_return ++count;
}

Task<int> bad_timer() {
  auto timer = pause(1); // expect: task-never-awaited "nothing happens"
  co_return 1;
}
Task<int> ok_timer() {
  auto timer = pause(1);
  co_await timer;
  co_return 1;
}

Task<int> bad_in_loop(const std::vector<int> &ids) {
  int count = 0;
  for (int id : ids) {
    Task<int> task{load(id)}; // expect: task-never-awaited
    ++count;
  }
  co_return count;
}
Task<int> ok_in_loop(const std::vector<int> &ids) {
  int sum = 0;
  for (int id : ids) {
    Task<int> task{load(id)};
    sum += co_await task;
  }
  co_return sum;
}

Task<int> bad_bound_to_reference(int id) {
  auto &&task = load(id); // expect: task-never-awaited
  co_return 1;
}
Task<int> bad_chosen(int id) {
  const auto task = id > 0 ? load(id) : load(0); // expect: task-never-awaited
  co_return 1;
}
int bad_in_plain_function(int id) {
  auto task = load(id); // expect: task-never-awaited
  return id;
}
Task<int> bad_in_lambda(int id) {
  auto run = [](int id) -> Task<int> {
    auto inner = load(id); // expect: task-never-awaited
    co_return id;
  };
  co_return co_await run(id);
}
template <class T> Task<int> bad_in_template(T id) {
  auto task = load(id); // expect: task-never-awaited
  co_return 1;
}
template Task<int> bad_in_template(int);

struct Service {
  Task<int> fetch();
  Task<int> bad_member() {
    auto fetched = fetch(); // expect: task-never-awaited "'fetch'"
    co_return 1;
  }
};

Task<int> ok_moved(int id) {
  auto task = load(id);
  keep(std::move(task));
  co_return 1;
}
Task<int> ok_returned(int id) {
  auto task = load(id);
  return task;
}
Task<int> ok_captured(int id) {
  auto task = load(id);
  later([task = std::move(task)]() mutable { keep(std::move(task)); });
  co_return 1;
}
Task<int> ok_captured_by_reference(int id) {
  auto task = load(id);
  later([&] { keep(std::move(task)); });
  co_return 1;
}
Task<int> ok_in_container(int id) {
  std::vector<Task<int>> tasks;
  auto task = load(id);
  tasks.push_back(std::move(task));
  co_return co_await tasks.front();
}
Task<int> ok_on_purpose(int id) {
  [[maybe_unused]] auto task = load(id); // another rule's matter
  co_return 1;
}

Task<int> bad_on_some_way(int id) {
  auto task = load(id); // expect: task-never-awaited "on some way"
  if (id == 0)
    co_return 0;
  co_return co_await task;
}
Task<int> ok_on_every_way(int id) {
  auto task = load(id);
  if (id == 0)
    co_return co_await task + 1;
  co_return co_await task;
}

Task<int> bad_overwritten(int id) {
  auto task = load(id); // expect: task-never-awaited "gets other work"
  task = load(id + 1);
  co_return co_await task;
}
Task<int> ok_overwritten(int id) {
  auto task = load(id);
  const int first = co_await task;
  task = load(id + 1);
  co_return first + co_await task;
}

int ok_not_made_here(Task<int> task, Task<int> &other) {
  Task<int> &same = other;
  return 1;
}

// Work that comes from elsewhere than a call.
Task<Task<int>> find(int id);
Task<int> bad_given_by_an_await(int id) {
  auto inner = co_await find(id); // expect: task-never-awaited "'inner' is the task of 'find'"
  co_return 1;
}
Task<int> ok_given_by_an_await(int id) {
  auto inner = co_await find(id);
  co_return co_await inner;
}
Task<int> bad_moved_on(int id) {
  auto task = load(id);
  auto other = std::move(task); // expect: task-never-awaited "'other' is the task of 'load'"
  co_return 1;
}
Task<int> ok_moved_on(int id) {
  auto task = load(id);
  auto other = std::move(task);
  co_return co_await other;
}
Task<int> bad_voided(int id) {
  auto task = load(id); // expect: task-never-awaited
  (void)task;
  co_return 1;
}

// A block of its own, in a function that cannot await: it is there to see the task end without having run.
void check(bool);
void ok_ended_by_its_block(bool &hasRun) {
  {
    auto task = load(1);
    check(!hasRun);
  }
  check(!hasRun);
}
void bad_in_a_branch(bool now) {
  if (now) {
    auto task = load(1); // expect: task-never-awaited
    check(now);
  }
}

// Other work is put in its place to see what becomes of the old.
void ok_overwritten_to_see(Task<int> other) {
  auto task = load(1);
  task = std::move(other);
  check(static_cast<bool>(task));
}
void bad_overwritten_and_started(Task<int> other) {
  auto task = load(1); // expect: task-never-awaited "gets other work"
  task = std::move(other);
  task.start();
}

// A coroutine without a statement has nothing to run.
void ok_nothing_to_run() {
  auto nothing = []() -> Task<void> { co_return; };
  auto task = nothing();
}
void bad_something_to_run(int &count) {
  auto one = [&count]() -> Task<void> {
    ++count;
    co_return;
  };
  auto task = one(); // expect: task-never-awaited "'task' is the task of"
}
