// Tests that make a task to see that it does not start.
#include <aio/coroutine.h>

aio::Coroutine<void> counts(int &started) {
  ++started;
  co_return;
}
bool is_lazy() {
  int started = 0;
  (void)counts(started); // false: voided-lazy-task it is made to be dropped, which looks the same as a mistake
  return started == 0;
}
