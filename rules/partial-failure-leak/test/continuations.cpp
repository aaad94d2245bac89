// Continuations that own the future of other work.
#include "seastar/stub.h"

#include <utility>

using seastar::future;

future<void> save();
future<void> load();

future<void> bad_owned() {
  auto saved = save();
  return load().then([saved = std::move(saved)]() mutable { return std::move(saved); }); // expect: partial-failure-leak
}
// Its error has been taken already, so that only its end is lost.
future<void> ok_cannot_fail() {
  auto saved = save().handle_exception([](std::exception_ptr) {});
  return load().then([saved = std::move(saved)]() mutable { return std::move(saved); });
}
// The work before does not fail, so the continuation is called.
future<void> ok_always_called() {
  auto saved = save();
  return seastar::sleep(std::chrono::seconds(1)).then([saved = std::move(saved)]() mutable {
    return std::move(saved);
  });
}
