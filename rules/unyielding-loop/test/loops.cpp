// Loops that keep the thread, and loops that give it away or end.
#include <aio/aio.h>

#include <array>
#include <atomic>
#include <map>
#include <string>
#include <vector>

bool next(std::string &line);
void handle(const std::string &line);
void store(const std::string &key, int value);
aio::Coroutine<void> rest();
std::atomic<bool> stopped;
int level;

aio::Coroutine<void> bad_endless() {
  std::string line;
  while (true) { // expect: unyielding-loop "never ends and never suspends"
    if (next(line))
      handle(line);
  }
  co_await rest();
}
aio::Coroutine<void> ok_awaits() {
  std::string line;
  while (true) {
    if (next(line))
      handle(line);
    co_await rest();
  }
}
aio::Coroutine<void> ok_is_left() {
  std::string line;
  while (true) {
    if (!next(line))
      break;
    handle(line);
  }
  co_await rest();
}
aio::Coroutine<void> ok_returns() {
  std::string line;
  for (;;)
    if (next(line))
      co_return;
}
aio::Coroutine<void> bad_spins() {
  while (!stopped) { // expect: unyielding-loop "waits for 'stopped' to change"
  }
  co_await rest();
}
aio::Coroutine<void> bad_spins_on_plain() {
  while (level < 3) { // expect: unyielding-loop
  }
  co_await rest();
}
aio::Coroutine<void> ok_counts() {
  while (level < 3)
    ++level;
  co_await rest();
}

aio::Coroutine<void> nothing() { co_return; }
aio::Coroutine<void> bad_awaits_nothing() {
  while (true) // expect: unyielding-loop
    co_await nothing();
}

aio::Coroutine<void> bad_container(std::map<std::string, int> values) {
  for (const auto &[key, value] : values) // expect: unyielding-loop "any number of elements"
    store(key, value);
  co_await rest();
}
aio::Coroutine<void> ok_yields(std::map<std::string, int> values) {
  for (const auto &[key, value] : values) {
    store(key, value);
    co_await rest();
  }
}
aio::Coroutine<int> ok_cheap(std::vector<int> values) {
  int sum = 0;
  for (int value : values)
    sum += value;
  co_await rest();
  co_return sum;
}
aio::Coroutine<void> ok_own() {
  std::vector<std::string> lines = {"a", "b"};
  for (const std::string &line : lines)
    handle(line);
  co_await rest();
}
aio::Coroutine<void> ok_fixed(const std::array<int, 3> &values) {
  for (int value : values)
    store("", value);
  co_await rest();
}
aio::Coroutine<void> bad_counted(const std::vector<std::string> &lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) // expect: unyielding-loop
    handle(lines[i]);
  co_await rest();
}
aio::Coroutine<void> bad_iterated(const std::vector<std::string> &lines) {
  for (auto it = lines.begin(); it != lines.end(); ++it) // expect: unyielding-loop
    handle(*it);
  co_await rest();
}
aio::Coroutine<void> ok_counted(const std::vector<std::string> &lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    handle(lines[i]);
    co_await rest();
  }
}

[[noreturn]] void fail(const char *text);
#define CHECK(condition)                                                                                               \
  do {                                                                                                                 \
    if (!(condition))                                                                                                  \
      fail(#condition);                                                                                                \
  } while (0)

aio::Coroutine<void> ok_macro_with_one_turn(int value) {
  co_await rest();
  CHECK(value > 0);
}
