// 20 ways to lose a task, each in a function of its own.
#include <aio/aio.h>
#include <cases/lazy_task.h>

#include <algorithm>
#include <functional>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

aio::Coroutine<int> save(int id);
aio::Coroutine<void> refresh(int id);
Task<bool> ready(); // says whether there is a task by its own conversion to bool

void bad_statement() { save(1); }
void bad_branch_without_braces(bool fresh) {
  if (fresh)
    save(1);
}
void bad_body_of_loop(int count) {
  while (count-- > 0)
    save(count);
}
void bad_step_of_loop(int count) {
  for (int i = 0; i < count; save(i), ++i) {
  }
}
int bad_left_of_comma() { return save(1), 3; }
void bad_right_of_comma(int &count) { ++count, save(1); }
void bad_arm_of_choice(bool fresh) { fresh ? save(1) : save(2); }
void bad_moved_nowhere() { std::move(save(1)); }
void bad_result_of_lambda() { [] { return save(1); }(); }
void bad_result_of_bind() { std::bind(save, 1)(); }
void bad_result_of_function(const std::function<aio::Coroutine<int>(int)> &work) { work(1); }
void bad_cast_to_void() { (void)save(1); }
void bad_ignored() { std::ignore = save(1); }
void bad_maybe_unused() { [[maybe_unused]] auto task = save(1); }
void bad_variable() { auto task = save(1); }
void bad_overwritten(aio::Coroutine<int> &out) {
  auto task = save(1);
  task = save(2);
  out = std::move(task);
}
void bad_container() {
  std::vector<aio::Coroutine<int>> tasks;
  tasks.push_back(save(1));
}
Task<void> bad_condition() {
  if (ready())
    co_await refresh(1);
}
void bad_void_callback() { std::function<void(int)> callback = refresh; }
aio::Coroutine<aio::Coroutine<int>> bad_task_of_task() { co_return save(1); }

aio::Coroutine<int> ok_awaited() { co_return co_await save(1); }
aio::Coroutine<int> ok_variable() {
  auto task = save(1);
  co_return co_await std::move(task);
}
Task<void> ok_condition() {
  if (co_await ready())
    co_await refresh(1);
}
