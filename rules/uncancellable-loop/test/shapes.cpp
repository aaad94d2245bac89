// Loops that go on after the request to stop, and loops that notice it or end by themselves.
#include <aio/aio.h>

#include <optional>
#include <stop_token>
#include <string>

struct Source {
  aio::Coroutine<std::optional<std::string>> read();
  aio::Coroutine<std::optional<std::string>> read(std::stop_token stop);
  aio::Coroutine<bool> ready();
};
void handle(const std::string &line);
aio::Coroutine<void> tick();
aio::Coroutine<void> tick(std::stop_token stop);

aio::Coroutine<void> bad_endless(std::stop_token stop) {
  while (true) // expect: uncancellable-loop "never looks at 'stop'"
    co_await tick();
}
aio::Coroutine<void> ok_asks(std::stop_token stop) {
  while (!stop.stop_requested())
    co_await tick();
}
aio::Coroutine<void> ok_asks_inside(std::stop_token stop) {
  while (true) {
    if (stop.stop_requested())
      co_return;
    co_await tick();
  }
}
aio::Coroutine<void> ok_passes_on(std::stop_token stop) {
  for (;;)
    co_await tick(stop);
}
aio::Coroutine<void> bad_asks_only_before(const std::stop_token &stop) {
  if (stop.stop_requested())
    co_return;
  for (;;) // expect: uncancellable-loop
    co_await tick();
}

aio::Coroutine<void> bad_until_closed(Source source, std::stop_token stop) {
  while (true) { // expect: uncancellable-loop
    auto line = co_await source.read();
    if (!line)
      break;
    handle(*line);
  }
}
aio::Coroutine<void> ok_until_closed(Source source, std::stop_token stop) {
  while (true) {
    auto line = co_await source.read(stop);
    if (!line)
      break;
    handle(*line);
  }
}
aio::Coroutine<void> bad_in_condition(Source source, std::stop_token stop) {
  while (auto line = co_await source.read()) // expect: uncancellable-loop
    handle(*line);
}
aio::Coroutine<void> ok_in_condition(Source source, std::stop_token stop) {
  while (auto line = co_await source.read(stop))
    handle(*line);
}
aio::Coroutine<void> bad_condition_is_await(Source source, std::stop_token stop) {
  while (co_await source.ready()) // expect: uncancellable-loop
    handle("ready");
}
aio::Coroutine<void> bad_do(std::stop_token stop) {
  do { // expect: uncancellable-loop
    co_await tick();
  } while (true);
}
aio::Coroutine<void> bad_nested(Source source, std::stop_token stop) {
  while (true) // expect: uncancellable-loop
    while (auto line = co_await source.read())
      handle(*line);
}
aio::Coroutine<void> bad_break_of_switch(Source source, std::stop_token stop) {
  while (true) { // expect: uncancellable-loop
    switch (co_await source.ready()) {
    case true:
      handle("ready");
      break;
    default:
      break;
    }
  }
}

auto bad_lambda = [](std::stop_token stop) -> aio::Coroutine<void> {
  while (true) // expect: uncancellable-loop
    co_await tick();
};
auto ok_lambda = [](std::stop_token stop) -> aio::Coroutine<void> {
  while (!stop.stop_requested())
    co_await tick();
};

class Service {
public:
  aio::Coroutine<void> bad_member(std::stop_token stop) {
    while (true) // expect: uncancellable-loop
      co_await tick();
  }
  aio::Coroutine<void> ok_flag(std::stop_token stop) {
    while (true) {
      if (stopping)
        break;
      co_await tick();
    }
  }
  aio::Coroutine<void> ok_no_token_at_hand() {
    while (true)
      co_await tick();
  }

private:
  bool stopping = false;
};
