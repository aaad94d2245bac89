// Everything that converts a fresh task to bool.
#include <cases/lazy_task.h>

Task<bool> is_admin(int user);
struct Session {
  Task<bool> valid() const;
};

Task<int> bad_conditions(int user, const Session &session) {
  if (is_admin(user)) // expect: task-in-condition "'is_admin' returns a task"
    co_return 1;
  while (!is_admin(user)) { // expect: task-in-condition
  }
  for (; session.valid();) { // expect: task-in-condition
  }
  int count = is_admin(user) ? 1 : 2; // expect: task-in-condition
  bool both = user > 0 && is_admin(user); // expect: task-in-condition
  bool cast = static_cast<bool>(session.valid()); // expect: task-in-condition
  co_return count + both + cast;
}

void bad_outside_of_coroutine(int user) {
  if (is_admin(user)) // expect: task-in-condition
    return;
}

Task<int> ok_conditions(int user) {
  if (co_await is_admin(user))
    co_return 1;
  auto task = is_admin(user);
  if (task)
    co_return co_await std::move(task);
  co_return 0;
}
