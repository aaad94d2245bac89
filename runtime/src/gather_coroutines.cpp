#include <aio/detail/gather_coroutines.h>

namespace aio::detail {

void GatherCoroutinesBase::begin(std::size_t count) noexcept {
  expect(count);
  if (count == 0)
    return;
  size_ = count;
  first_number_ = loop_->number_tasks(count);
  loop_->schedule(starter_);
  if (loop_->observed()) [[unlikely]]
    make_tasks();
}

TaskBase *GatherCoroutinesBase::make_next() noexcept {
  const std::size_t index = begun_++;
  return make_task(index, first_number_ + static_cast<unsigned>(index));
}

/// The tasks take the starter's place in the queue.
void GatherCoroutinesBase::make_tasks() noexcept {
  const Ref<FutureBase> alive(*this);
  while (begun_ < size_) {
    TaskBase *const task = make_next();
    if (!task)
      continue;
    WorkList::insert_before(starter_, *task);
    if (loop_->observed()) [[unlikely]]
      loop_->task_created(*task, {});
  }
  starter_.unlink();
}

/// Whatever a child does, in a nested turn as well, the next one comes right after it: the starter stays in the queue.
void GatherCoroutinesBase::start() noexcept {
  const Ref<FutureBase> alive(*this);
  loop_->schedule_first(starter_);
  while (starter_.linked()) {
    if (loop_->observed()) [[unlikely]]
      return make_tasks();
    if (begun_ + 1 == size_)
      starter_.unlink();
    if (TaskBase *const task = make_next())
      task->run();
  }
}

} // namespace aio::detail
