// Macros that check something are loops only to the compiler.
#include "seastar/stub.h"

#include <utility>

using seastar::future;

future<int> load(int id);
const char *differs(int wanted, int found);
[[noreturn]] void fatal(const char *text);
bool again();

#define CHECK_EQUAL(wanted, found)                                                                                     \
  while (const char *difference = differs(wanted, found))                                                              \
  fatal(difference)

future<> ok_checked() {
  auto loaded = load(1);
  CHECK_EQUAL(1, std::move(loaded).get());
  co_return;
}
future<> bad_loop() {
  auto loaded = load(1);
  while (again())
    differs(1, std::move(loaded).get()); // expect: double-await
  co_return;
}
