// Coroutines of other units.
#include <aio/aio.h>

#include <string>

aio::Coroutine<void> send(const std::string &text);

aio::Coroutine<void> leaves_early(bool quick) {
  std::string text = "text";
  auto task = aio::create_task(send(text)); // miss: task-outlives-scope a body that is not shown may have copied the text
  if (quick)
    co_return;
  co_await task;
}
