// A coffee shop, served one step after the other and with several orders at a time.
//
// The shop that waits for each machine needs the sum of all times; the one that does something else meanwhile needs
// the time of the longest order. Both run on a manual clock, so the program prints minutes and takes none.

#include <aio/aio.h>

#include <cstdio>
#include <string>
#include <vector>

using namespace std::chrono_literals;

static int minutes_of(aio::TimePoint time) {
  return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(time.time_since_epoch()).count());
}

static void say(const std::string &text) {
  std::printf("%3d min  %s\n", minutes_of(aio::get_running_loop().time()), text.c_str());
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

/// Runs the shop on a clock of its own and returns how many minutes it took.
static int time_of(const char *title, aio::Coroutine<> shop) {
  std::puts(title);
  aio::ManualClock clock;
  aio::run(std::move(shop), clock);
  return minutes_of(clock.now());
}

int main() {
  const int waiting = time_of("One after the other:", one_after_the_other());
  const int sharing = time_of("Side by side:", side_by_side());
  std::printf("%d min one after the other, %d min side by side: %.1f times as fast\n", waiting, sharing,
              static_cast<double>(waiting) / sharing);
}
