// Values that are used when they have been moved away: an empty container has no first element.
#include "cases.h"

static aio::Coroutine<bool> send(std::vector<std::string> lines, int turn) {
  co_await rest();
  co_return count(lines.front()) > 0 && turn > 0;
}

aio::Coroutine<void> bad_next_turn() {
  std::vector<std::string> lines(3, text());
  int turn = 0;
  while (!co_await send(std::move(lines), turn++)) // expect: use-after-move-in-call
    co_await rest();
}
aio::Coroutine<void> ok_next_turn() {
  const std::vector<std::string> lines(3, text());
  int turn = 0;
  while (!co_await send(lines, turn++))
    co_await rest();
}

const std::vector<Case> cases = {CASE(bad_next_turn), CASE(ok_next_turn)};
