// A loop that is used for more.
#include <aio/aio.h>

aio::Coroutine<void> serve();

int main() {
  aio::EventLoop loop;
  loop.call_soon([] {});
  loop.run_until_complete(serve());
}
