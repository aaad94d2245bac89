// A sleep that cannot be interrupted, where what asks to stop is at hand.
#include "../../../checker/libraries/seastar/stub.h"

using namespace std::chrono_literals;

seastar::future<> bad_parameter(seastar::abort_source &stop) {
  while (!stop.abort_requested())
    co_await seastar::sleep(1s); // expect: cancellation-not-forwarded "use 'sleep_abortable' with 'stop'"
}
seastar::future<> ok_parameter(seastar::abort_source &stop) {
  while (!stop.abort_requested())
    co_await seastar::sleep_abortable(1s, stop);
}
// The function requests the cancellation itself: the sleep is there for that.
void ok_cancels_later() {
  seastar::abort_source stop;
  (void)seastar::sleep(1s).then([&stop] { stop.request_abort(); });
}
seastar::future<> ok_without() { co_await seastar::sleep(1s); }

struct Retry {
  seastar::abort_source stop;

  seastar::future<> wait_for(int id, seastar::abort_source *token = nullptr);
  seastar::future<> bad_chain() {
    return seastar::sleep(1s).then([] {}); // expect: cancellation-not-forwarded
  }
  seastar::future<> bad_pointer() {
    co_await wait_for(1); // expect: cancellation-not-forwarded
  }
  seastar::future<> ok_pointer() { co_await wait_for(1, &stop); }
  seastar::future<> bad_in_closure() {
    auto pause = [this]() -> seastar::future<> {
      stop.abort_requested();
      co_await seastar::sleep(1s); // expect: cancellation-not-forwarded
    };
    co_await pause();
  }
  seastar::future<> ok_in_closure() {
    auto pause = []() -> seastar::future<> { co_await seastar::sleep(1s); };
    co_await pause();
  }
};
