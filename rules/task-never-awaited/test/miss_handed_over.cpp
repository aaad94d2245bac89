// Tasks that are handed to a function that does nothing with them.
#include <cases/lazy_task.h>

Task<int> load();
inline void note(const Task<int> &) {}

void hands_over() {
  auto task = load(); // miss: task-never-awaited whoever gets the variable is believed to await it
  note(task);
}
