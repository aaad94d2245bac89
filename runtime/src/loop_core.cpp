#include <aio/detail/loop_core.h>

#include "debug_records.h"
#include "outside.h"
#include "signals.h"

#include <aio/detail/callback.h>
#include <aio/detail/task_base.h>
#include <aio/thread_pool.h>

namespace aio::detail {

// The outside is asked this often while there is always something ready: a system call of 300 ns or more, shared by
// as many turns. Turns are short, since each runs what is ready once.
static constexpr unsigned turns_per_poll = 64;

LoopCore::LoopCore(EventLoop &face, Clock &clock) : face_(face), clock_(clock), outside_(new Outside) {}

LoopCore::~LoopCore() {
  await_jobs(); // Before the tasks go: a function may use what lies in a frame.
  // One by one from the front: closing a task runs destructors of users, which may close or make others.
  while (FutureBase *const future = next_to_close()) {
    const Ref<FutureBase> alive(*future);
    static_cast<Hook<OwnerTag> *>(future)->unlink();
    future->close();
  }
  outside_->close_handles(); // Of connections and processes that outlive the loop.
  timers_.clear(ready_);
  while (!ready_.empty())
    ready_.pop_front().discard();
}

FutureBase *LoopCore::next_to_close() noexcept {
  if (!tasks_.first() && futures_.first())
    futures_.first()->make_tasks();
  return tasks_.first() ? tasks_.first() : futures_.first();
}

void LoopCore::post(PostedWork &work) noexcept { outside_->post(work); }

void LoopCore::turn(bool may_wait) {
  forget_time();
  collect();
  if (ready_.empty() && may_wait && jobs_ > 0 && outside_->await_post_briefly()) {
    forget_time();
    collect();
  }
  if (ready_.empty() && may_wait) {
    wait();
  } else if (ready_.empty() || ++turns_ % turns_per_poll == 0) {
    outside_->poll();
    collect();
  }
  run_batch();
}

void LoopCore::nested_turn() {
  WorkList rest;
  rest.take_all(batch_);
  rest.take_all(ready_);
  ready_.take_all(rest);
  turn(true);
}

ThreadPool &LoopCore::default_pool() {
  if (!default_pool_)
    default_pool_ = Owned<ThreadPool>(new ThreadPool);
  return *default_pool_;
}

Signals &LoopCore::signals() {
  if (!signals_)
    signals_ = Owned<Signals>(new Signals(*this));
  return *signals_;
}

void LoopCore::await_jobs() noexcept {
  WorkList posted;
  for (outside_->take_posted(posted); jobs_ > 0 || !posted.empty(); outside_->take_posted(posted)) {
    if (posted.empty())
      outside_->wait(Duration::max());
    while (!posted.empty())
      posted.pop_front().discard();
  }
}

void LoopCore::wait() {
  const Duration limit = clock_.idle(timers_.next());
  if (limit > Duration::zero())
    outside_->wait(limit);
  else
    outside_->poll();
  forget_time();
  collect();
}

/// Brings what became ready outside the loop's own queue: posted work and timers.
void LoopCore::collect() noexcept {
  outside_->take_posted(ready_);
  if (!timers_.empty())
    timers_.expire(now(), ready_);
}

void LoopCore::run_batch() noexcept {
  batch_.take_all(ready_);
  while (!batch_.empty()) {
    Work &work = batch_.pop_front();
    if (observed()) [[unlikely]]
      run_observed(work);
    else
      work.run();
  }
}

void LoopCore::read_clock() noexcept {
  now_ = clock_.now();
  now_known_ = context.loop == this; // Between runs there are no turns.
}

void LoopCore::report(const ExceptionContext &context) noexcept {
  if (!handler_)
    return print_exception(context);
  try {
    handler_->handle(context);
  } catch (...) {
    print_exception(context);
    print_exception({"exception in the exception handler", std::current_exception(), {}, {}});
  }
}

std::vector<Ref<TaskBase>> LoopCore::pending_tasks() {
  for (FutureBase *future = futures_.first(); future; future = futures_.after(*future))
    future->make_tasks();
  std::vector<Ref<TaskBase>> pending;
  for (FutureBase *task = tasks_.first(); task; task = tasks_.after(*task)) {
    if (!task->done())
      pending.emplace_back(static_cast<TaskBase &>(*task));
  }
  return pending;
}

} // namespace aio::detail
