#include "debug_records.h"

#include <aio/detail/debug_hooks.h>
#include <aio/detail/promise.h>

#include <algorithm>

namespace aio::detail {

static std::coroutine_handle<> handle_of(const PromiseBase &promise) noexcept {
  return std::coroutine_handle<PromiseBase>::from_promise(const_cast<PromiseBase &>(promise));
}

FrameRecord &DebugRecords::frame(const PromiseBase &promise) {
  FrameRecord &record = frames_[handle_of(promise).address()];
  record.promise = &promise;
  return record;
}

void DebugRecords::frame_ends(const PromiseBase &promise) {
  const std::coroutine_handle<> handle = handle_of(promise);
  const auto node = frames_.extract(handle.address());
  if (node.empty() || node.mapped().created.line() == 0)
    return;
  if (node.mapped().started || handle.done() || unawaited_expected_)
    return;
  const std::source_location where = node.mapped().created;
  const std::string message = "coroutine '" + std::string(where.function_name()) + "' was never awaited";
  // Its own function comes first, unless it is one of aio's, as wait_for is.
  const bool is_own = std::string_view(where.file_name()).starts_with(include_folder());
  loop_.report({message, nullptr, {}, where, user_line(node.mapped().caller, is_own ? 0 : 1)});
}

std::source_location DebugRecords::where(const FutureBase &future) const {
  const auto found = futures_.find(&future);
  return found == futures_.end() ? std::source_location() : found->second;
}

std::vector<AwaitFrame> DebugRecords::awaits_of(const TaskBase &task) const {
  std::vector<AwaitFrame> awaits;
  const void *address = task.leaf().address();
  for (auto found = frames_.find(address); found != frames_.end(); found = frames_.find(address)) {
    const FrameRecord &record = found->second;
    awaits.push_back({record.awaits.function_name(), record.awaits});
    address = record.promise->continuation().address();
  }
  std::ranges::reverse(awaits);
  return awaits;
}

void DebugRecords::ran(TaskBase *task, std::source_location resumed, TimePoint start, TimePoint end) {
  if (end - start < slow_callback_duration)
    return;
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(end - start).count();
  std::string message = (task ? "a task ran for " : "a callback ran for ") + std::to_string(milliseconds) + " ms";
  if (resumed.line() != 0)
    message += " from " + place_of(resumed);
  if (task && !task->done()) {
    if (const auto awaits = awaits_of(*task); !awaits.empty())
      message += " to " + place_of(awaits.back().where);
  }
  loop_.report({message, nullptr, task ? task->name() : std::string(), task ? where(*task) : std::source_location()});
}

/// The records of the running loop; null if it is not in debug mode.
static DebugRecords *running_records() noexcept { return context.loop ? context.loop->debug() : nullptr; }

/// Debug mode does not end the program when there is no memory for a record.
template <class F> static void note(F record) noexcept {
  try {
    if (DebugRecords *const records = running_records())
      record(*records);
  } catch (const std::bad_alloc &) {
    context.loop->report({"debug mode has no memory for a record", std::current_exception(), {}, {}});
  }
}

void note_created(const PromiseBase &promise, std::source_location where) noexcept {
  note([&](DebugRecords &records) { records.frame(promise) = {where, where, &promise, capture_stack()}; });
}

void note_await(const PromiseBase &promise, std::source_location where) noexcept {
  note([&](DebugRecords &records) {
    FrameRecord &record = records.frame(promise);
    record.awaits = where;
    record.started = true;
  });
}

void note_started(const PromiseBase &promise) noexcept {
  note([&](DebugRecords &records) { records.frame(promise).started = true; });
}

void note_destroyed(const PromiseBase &promise) noexcept {
  note([&](DebugRecords &records) { records.frame_ends(promise); });
}

} // namespace aio::detail
