// Tests that go through a variable.
#include <aio/aio.h>

aio::Coroutine<int> load();

class Cache {
public:
  aio::Coroutine<void> fill() {
    const bool empty = size_ == 0;
    if (empty) {
      const int size = co_await load();
      size_ = size; // miss: stale-state-across-suspension a test is not followed through variables
    }
  }

private:
  int size_ = 0;
};
