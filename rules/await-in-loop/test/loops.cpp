// Loops that await.
#include <aio/aio.h>

#include <vector>

using namespace std::chrono_literals;

int shared;
aio::Coroutine<int> load(int id) {
  co_await aio::sleep(1ms);
  co_return id;
}
aio::Coroutine<int> count(int id) {
  co_await aio::sleep(1ms);
  co_return shared += id;
}
aio::Coroutine<int> remote(int id);

aio::Coroutine<void> bad_dropped(std::vector<int> ids) {
  for (int id : ids)
    (co_await load(id)); // expect: await-in-loop "each turn waits until 'load' has ended"
}
aio::Coroutine<void> bad_collected(std::vector<int> ids) {
  std::vector<int> results;
  for (int id : ids) {
    results.push_back(co_await load(id + 1)); // expect: await-in-loop
  }
}
aio::Coroutine<int> ok_stops(std::vector<int> ids) {
  for (int id : ids)
    if (co_await load(id) > 3)
      co_return id;
  co_return 0;
}
aio::Coroutine<int> ok_needs_the_last(std::vector<int> ids) {
  int last = 0;
  for (int id : ids)
    last = co_await load(id + last);
  co_return last;
}
aio::Coroutine<void> ok_shared_state(std::vector<int> ids) {
  for (int id : ids)
    (co_await count(id));
}
aio::Coroutine<void> ok_unknown(std::vector<int> ids) {
  for (int id : ids)
    (co_await remote(id));
}
aio::Coroutine<void> ok_pace(std::vector<int> ids) {
  for (int id : ids)
    co_await aio::sleep(id * 1ms);
}
