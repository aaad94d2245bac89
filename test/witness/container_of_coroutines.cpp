// Coroutines that are put into a container and never awaited.
// rule: task-container-never-awaited
#include <aio/aio.h>

#include <vector>

static aio::Coroutine<> save(int) { co_return; }

static aio::Coroutine<> bad_main() {
  std::vector<aio::Coroutine<>> saving;
  for (int id = 0; id < 3; ++id)
    saving.push_back(save(id)); // expect: task-container-never-awaited
  co_await aio::sleep(aio::Duration(0));
}

static aio::Coroutine<> ok_main() {
  std::vector<aio::Coroutine<>> saving;
  for (int id = 0; id < 3; ++id)
    saving.push_back(save(id));
  co_await aio::gather(std::move(saving));
}

int main(int count, char **) { aio::run(count > 1 ? ok_main() : bad_main()); }
