// A coffee shop, served one step after the other and with several orders at a time.
//
// The shop that waits for each machine needs the sum of all times; the one that does something else meanwhile needs
// the time of the longest order. Both run on a manual clock, so the program prints minutes and takes none.

#include <aio/aio.h>

#include <cstdio>
#include <string>
#include <vector>

using namespace std::chrono_literals;

static void say(const std::string &text) {
  const auto minutes =
      std::chrono::duration_cast<std::chrono::minutes>(aio::get_running_loop().time().time_since_epoch());
  std::printf("%3d min  %s\n", static_cast<int>(minutes.count()), text.c_str());
}

static aio::Coroutine<> brew_coffee() {
  say("coffee: brewing");
  co_await aio::sleep(3min);
  say("coffee: ready");
}

static aio::Coroutine<> toast_bagel() {
  say("bagel: in the toaster");
  co_await aio::sleep(2min);
  say("bagel: ready");
}

static aio::Coroutine<> serve(std::string customer) {
  say(customer + " orders");
  co_await aio::gather(brew_coffee(), toast_bagel());
  say(customer + " is served");
}

static aio::Coroutine<> serve_one_step_at_a_time(std::string customer) {
  say(customer + " orders");
  co_await brew_coffee();
  co_await toast_bagel();
  say(customer + " is served");
}

static aio::Coroutine<> one_after_the_other() {
  co_await serve_one_step_at_a_time("Ada");
  co_await serve_one_step_at_a_time("Grace");
}

static aio::Coroutine<> side_by_side() { co_await aio::gather(serve("Ada"), serve("Grace")); }

int main() {
  aio::ManualClock waiting, sharing;
  std::puts("One after the other:");
  aio::run(one_after_the_other(), waiting);
  std::puts("Side by side:");
  aio::run(side_by_side(), sharing);
}
