// A loop for one coroutine.
#include <aio/aio.h>

aio::Coroutine<void> serve();

void ok_elsewhere() {
  aio::EventLoop loop;
  loop.run_until_complete(serve());
}

int main() {
  aio::EventLoop loop;
  loop.run_until_complete(serve()); // expect: entry-point-loop "use 'aio::run(...)'"
}
