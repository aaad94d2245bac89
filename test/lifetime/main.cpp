// The 'main' of every program of cases: runs the named function, and the work that it has left behind.
#include "cases.h"

#include <algorithm>
#include <cstdio>

constexpr int turns = 20; // of the loop, for work that the function has started and not awaited

static aio::Coroutine<void> run_to_the_end(const Case &chosen) {
  co_await chosen.run();
  for (int turn = 0; turn < turns; ++turn)
    co_await rest();
}

int main(int argumentCount, char **arguments) {
  const std::string name = argumentCount == 2 ? arguments[1] : "";
  const auto chosen = std::find_if(cases.begin(), cases.end(), [&](const Case &one) { return name == one.name; });
  if (chosen != cases.end()) {
    aio::run(run_to_the_end(*chosen));
    return 0;
  }
  for (const Case &one : cases)
    std::puts(one.name);
  return 2;
}
