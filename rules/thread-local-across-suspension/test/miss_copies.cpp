// Values that speak of a thread.
#include <aio/aio.h>

#include <thread>

void check(std::thread::id id);
aio::Coroutine<void> rest();

aio::Coroutine<void> keeps_id() {
  const auto id = std::this_thread::get_id();
  co_await rest();
  check(id); // miss: thread-local-across-suspension values that were copied out are not followed
}
