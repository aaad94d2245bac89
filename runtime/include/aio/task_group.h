// Tasks that live no longer than the block that started them.
//
//     co_await aio::task_group([&](aio::TaskGroup &group) -> aio::Coroutine<> {
//       for (const Url &url : urls)
//         group.create_task(fetch(url));
//       co_return;
//     }); // all of them are done here, or none runs any more
//
// The rules are those of asyncio.TaskGroup: the first failure cancels the rest, body included, and all errors are
// thrown together.

#pragma once

#include <aio/exception_group.h>
#include <aio/outcome.h>
#include <aio/task.h>

#include <type_traits>

namespace aio {

class TaskGroup;

namespace detail {

/// Waits in the list of one task of a group, and in the group's own.
class GroupChild final : public Work, public Hook<class GroupTag>, public Pooled {
public:
  GroupChild(TaskGroup &group, Ref<TaskBase> task) noexcept : group_(group), task_(std::move(task)) {}

  TaskBase &task() const noexcept { return *task_; }
  void run() noexcept override;
  void discard() noexcept override { delete this; }

private:
  TaskGroup &group_;
  Ref<TaskBase> task_;
};

/// Runs the body of a group.
template <class Body> Coroutine<typename std::invoke_result_t<Body &, TaskGroup &>::value_type> run_group(Body body);

} // namespace detail

/// The tasks of a running task_group(). Belongs to the task that runs it.
class TaskGroup {
public:
  TaskGroup(const TaskGroup &) = delete;
  TaskGroup &operator=(const TaskGroup &) = delete;

  /// aio::create_task, for a task that the group waits for. Tasks of the group may add others.
  /// Throws RuntimeError if the group has ended or is being cancelled.
  template <class T>
  Task<T> create_task(Coroutine<T> coroutine, std::string name = {},
                      std::source_location where = std::source_location::current()) {
    check_open();
    Task<T> task = aio::create_task(std::move(coroutine), std::move(name), where);
    watch(detail::as_task(task));
    return task;
  }

private:
  friend detail::GroupChild;
  template <class Body>
  friend Coroutine<typename std::invoke_result_t<Body &, TaskGroup &>::value_type> detail::run_group(Body body);

  TaskGroup() : parent_(detail::running_task("task_group")) {}

  void check_open() const;
  void watch(detail::TaskBase &task);
  void done(detail::TaskBase &task) noexcept;
  void abort() noexcept;

  /// Waits for all tasks when the body has ended, with `error` or cancelled, and throws what there is to throw.
  Coroutine<> finish(std::exception_ptr error, bool cancelled);
  Coroutine<bool> join();

  detail::TaskBase &parent_;
  detail::List<detail::GroupChild, class detail::GroupTag> children_; // Those that are not done.
  detail::WorkList waiters_;                                          // The parent, in finish().
  std::vector<std::exception_ptr> errors_;
  bool aborting_ = false;
  bool exiting_ = false;          // The body has ended.
  bool cancelled_parent_ = false; // To be taken back.
};

namespace detail {

template <class Body> Coroutine<typename std::invoke_result_t<Body &, TaskGroup &>::value_type> run_group(Body body) {
  TaskGroup group;
  auto running = body(group); // Named, as finishing is: g++ 12 mistakes the lifetime of some temporaries.
  auto outcome = co_await settle(std::move(running));
  Coroutine<> finishing = group.finish(outcome.exception(), outcome.cancelled());
  co_await std::move(finishing);
  co_return std::move(outcome).value();
}

} // namespace detail

/// Awaits `body(group)`, whose captures live as long as it runs, then the tasks of the group. Returns what the body
/// returns. If a task fails, or the body throws, the others are cancelled and waited for; then throws ExceptionGroup
/// with the errors. If the waiting task is cancelled, all are cancelled and CancelledError is thrown, unless there are
/// errors. A task of the group that is cancelled by itself just ends. A few blocks of the pool, and one for each task.
template <class Body> auto task_group(Body body) { return detail::run_group(std::move(body)); }

} // namespace aio
