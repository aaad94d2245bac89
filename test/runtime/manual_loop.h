// What most tests of aio start with: a loop on a clock that the test owns.
//
// It also keeps the errors that the loop reported, so that a test can look at them.

#pragma once

#include <aio/aio.h>

#include <string>
#include <vector>

namespace aio_test {

using namespace std::chrono_literals;

struct ManualLoop {
  explicit ManualLoop(aio::ManualClock::OnIdle policy = aio::ManualClock::OnIdle::jump) : clock(policy) {
    loop.set_exception_handler([this](const aio::ExceptionContext &context) { reports.push_back(describe(context)); });
  }

  /// Lets time pass and runs what is due then.
  void advance(aio::Delay delay) {
    clock.advance(delay);
    loop.run_until_idle();
  }

  /// The time since the clock began.
  aio::Duration now() { return clock.now().time_since_epoch(); }

  std::vector<std::string> reports; // What the exception handler was told, as text.
  aio::ManualClock clock;
  aio::EventLoop loop{clock};
};

/// Notes the order in which things happen.
using Log = std::vector<std::string>;

} // namespace aio_test
