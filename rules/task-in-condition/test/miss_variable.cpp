// Variables that are tested where their result was meant.
#include <cases/lazy_task.h>

#include <utility>

Task<bool> is_admin(int user);

Task<int> tests_variable(int user) {
  auto admin = is_admin(user);
  if (admin) // miss: task-in-condition a test of a variable may ask whether there is a task
    co_return 1;
  co_return co_await std::move(admin) ? 2 : 3;
}
