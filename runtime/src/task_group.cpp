#include <aio/task_group.h>

#include <aio/detail/waiter.h>

namespace aio {

static std::string summary(const std::vector<std::exception_ptr> &exceptions) {
  const std::string count = std::to_string(exceptions.size());
  return count + (exceptions.size() == 1 ? " error: " : " errors, the first: ") + detail::text_of(exceptions.front());
}

ExceptionGroup::ExceptionGroup(std::vector<std::exception_ptr> exceptions)
    : std::runtime_error(summary(exceptions)), exceptions_(std::move(exceptions)) {}

void detail::GroupChild::run() noexcept {
  Hook<GroupTag>::unlink();
  group_.done(*task_);
  delete this;
}

void TaskGroup::check_open() const {
  if (aborting_)
    throw RuntimeError("TaskGroup::create_task: the group is being cancelled");
  if (exiting_ && children_.empty())
    throw RuntimeError("TaskGroup::create_task: the group has ended");
}

void TaskGroup::watch(detail::TaskBase &task) {
  auto &child = *new detail::GroupChild(*this, detail::Ref(task));
  children_.push_back(child);
  task.add_waiter(child);
}

void TaskGroup::abort() noexcept {
  aborting_ = true;
  for (detail::GroupChild *child = children_.first(); child; child = children_.after(*child))
    child->task().cancel();
}

void TaskGroup::done(detail::TaskBase &task) noexcept {
  if (children_.empty())
    detail::grant_all(waiters_);
  if (task.status() != detail::Status::error)
    return;
  errors_.push_back(task.error("task_group"));
  if (aborting_)
    return;
  abort();
  if (!exiting_) {
    cancelled_parent_ = true;
    parent_.cancel();
  }
}

/// Waits until no task is left. False if the parent was cancelled meanwhile from elsewhere.
Coroutine<bool> TaskGroup::join() {
  bool undisturbed = true;
  while (!children_.empty()) {
    detail::QueueAwaiter joined(waiters_, "task_group"); // Named: g++ 12 loses a temporary here.
    const bool all_done = co_await joined;
    if (all_done || aborting_)
      continue;
    undisturbed = false;
    abort();
  }
  co_return undisturbed;
}

Coroutine<> TaskGroup::finish(std::exception_ptr error, bool cancelled) {
  exiting_ = true;
  if (cancelled_parent_ && parent_.uncancel() == 0)
    cancelled = false;
  if (error || cancelled || cancelled_parent_)
    abort();
  const bool undisturbed = co_await join(); // Not in the condition: g++ 12 gets that wrong.
  if (!undisturbed)
    cancelled = true;
  if (cancelled && errors_.empty())
    throw CancelledError();
  if (error)
    errors_.push_back(std::move(error));
  if (!errors_.empty())
    throw ExceptionGroup(std::move(errors_));
}

} // namespace aio
