// Loops that a token reaches in another way, that have an end of their own, or that must ignore it.
#include <aio/aio.h>

#include <chrono>
#include <functional>
#include <stop_token>

aio::Coroutine<int> step();
std::stop_token ambient();

struct Channel {
  aio::Coroutine<int> next();
};
struct Reader {
  explicit Reader(std::stop_token stop);
  aio::Coroutine<int> next();
};
aio::Coroutine<void> bad_unused(Channel &channel, std::stop_token stop) {
  while (true) // expect: uncancellable-loop
    co_await channel.next();
}
aio::Coroutine<void> ok_reader_has_token(std::stop_token stop) {
  Reader reader(stop);
  while (true)
    co_await reader.next();
}
aio::Coroutine<void> ok_callback(Channel &channel, std::stop_token stop, std::function<void()> close) {
  std::stop_callback closing(stop, close);
  while (true)
    co_await channel.next();
}
aio::Coroutine<void> ok_alias(std::stop_token stop) {
  const std::stop_token &end = stop;
  while (!end.stop_requested())
    co_await step();
}
aio::Coroutine<void> ok_closure(std::stop_token stop) {
  while (true) {
    auto stopped = [&] { return stop.stop_requested(); };
    if (stopped())
      break;
    co_await step();
  }
}
aio::Coroutine<void> ok_other_token(std::stop_token stop) {
  while (!ambient().stop_requested())
    co_await step();
}

aio::Coroutine<void> ok_retries(std::stop_token stop) {
  int tries = 0;
  while (true) {
    co_await step();
    if (++tries == 3)
      break;
  }
}
aio::Coroutine<int> ok_throws_at_last(std::stop_token stop) {
  for (int tries = 0;; ++tries) {
    try {
      co_return co_await step();
    } catch (...) {
      if (tries == 3)
        throw;
    }
  }
}
aio::Coroutine<void> ok_deadline(std::stop_token stop, std::chrono::steady_clock::time_point end) {
  while (true) {
    co_await step();
    if (std::chrono::steady_clock::now() > end)
      co_return;
  }
}
aio::Coroutine<void> ok_counts(std::stop_token stop) {
  for (int i = 0; i < 3; ++i)
    co_await step();
}
aio::Coroutine<void> ok_once(std::stop_token stop) {
  do {
    co_await step();
  } while (false);
}

aio::Coroutine<void> ok_ignored(std::stop_token) {
  while (true)
    co_await step();
}
aio::Coroutine<void> ok_marked([[maybe_unused]] std::stop_token stop) {
  while (true)
    co_await step();
}
aio::AsyncGenerator<int> ok_generator(std::stop_token stop) {
  while (true)
    co_yield co_await step();
}
