#include "debug_records.h"
#include "json.h"

#include <cstdio>

namespace aio {

std::vector<TaskInfo> inspect_tasks(EventLoop &loop) {
  detail::LoopCore &core = detail::Access::core(loop);
  std::vector<TaskInfo> tasks;
  for (const detail::Ref<detail::TaskBase> &task : core.pending_tasks()) {
    TaskInfo info;
    info.name = task->name();
    info.waits_for = task->waits_for();
    if (const detail::DebugRecords *const debug = core.debug()) {
      info.created = debug->where(*task);
      info.awaits = debug->awaits_of(*task);
    }
    tasks.push_back(std::move(info));
  }
  return tasks;
}

std::string describe(const std::vector<TaskInfo> &tasks) {
  std::string text = tasks.empty() ? "no tasks\n" : "";
  for (const TaskInfo &task : tasks) {
    text += "task '" + task.name + "' " + (task.waits_for.empty() ? "is ready" : "waits for " + task.waits_for);
    if (task.created.line() != 0)
      text += ", created at " + detail::place_of(task.created);
    text += '\n';
    for (const AwaitFrame &await : task.awaits)
      text += "  " + detail::place_of(await.where) + " in " + await.function + '\n';
  }
  return text;
}

static std::string awaits_json(const std::vector<AwaitFrame> &awaits) {
  detail::JsonWriter array;
  for (const AwaitFrame &await : awaits) {
    detail::JsonWriter object;
    object.add_text("function", await.function);
    object.add_text("file", await.where.file_name());
    object.add("line", std::to_string(await.where.line()));
    array.add({}, object.object());
  }
  return array.array();
}

std::string describe_json(const std::vector<TaskInfo> &tasks) {
  detail::JsonWriter array;
  for (const TaskInfo &task : tasks) {
    detail::JsonWriter object;
    object.add_text("name", task.name);
    object.add_text("waits_for", task.waits_for);
    if (task.created.line() != 0) {
      object.add_text("file", task.created.file_name());
      object.add("line", std::to_string(task.created.line()));
    }
    object.add("awaits", awaits_json(task.awaits));
    array.add({}, object.object());
  }
  return array.array();
}

void print_tasks() noexcept {
  try {
    const bool running = detail::context.loop != nullptr;
    const std::string text = running ? describe(inspect_tasks(get_running_loop())) : "no event loop runs here\n";
    std::fputs(text.c_str(), stderr);
  } catch (...) { // No memory for the text.
    std::fputs("aio: the tasks could not be described\n", stderr);
  }
}

} // namespace aio
