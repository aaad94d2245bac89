#include <aio/task.h>

namespace aio {

AnyTask current_task() { return AnyTask(detail::Ref<detail::TaskBase>(detail::running_task("current_task"))); }

std::vector<AnyTask> all_tasks() {
  std::vector<AnyTask> tasks;
  for (detail::Ref<detail::TaskBase> &task : detail::running_core("all_tasks").pending_tasks())
    tasks.emplace_back(std::move(task));
  return tasks;
}

} // namespace aio
