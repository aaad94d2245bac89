// Handles that are kept for no use.
#include <aio/aio.h>

aio::Coroutine<void> refresh();

aio::Coroutine<void> starts() {
  auto task = aio::create_task(refresh()); // miss: dropped-task-handle what becomes of a handle in a variable is not followed
  co_return;
}
