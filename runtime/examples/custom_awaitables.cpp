// Three awaitables of one's own: one that is ready at once, one made of others, and one that a callback completes.
//
// A type can stand behind co_await if it has the three functions of an awaiter, or a member `operator co_await`.

#include <aio/aio.h>

#include <cstdio>
#include <functional>
#include <string>
#include <utility>

using namespace std::chrono_literals;

/// A value that is there: co_await does not suspend.
class Ready {
public:
  explicit Ready(int value) noexcept : value_(value) {}

  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int await_resume() const noexcept { return value_; }

private:
  int value_;
};

/// Counts down to zero, a step at a time, by awaiting a coroutine: what `__await__` does that delegates to another.
class Countdown {
public:
  explicit Countdown(int from) noexcept : from_(from) {}

  auto operator co_await() const { return count(from_).operator co_await(); }

private:
  static aio::Coroutine<std::string> count(int from) {
    for (; from > 0; --from) {
      std::printf("  %d\n", from);
      co_await aio::sleep(1ms);
    }
    co_return "lift-off";
  }

  int from_;
};

/// A button as a library of callbacks has it.
class Button {
public:
  void on_press(std::function<void(int)> callback) { callback_ = std::move(callback); }
  void press(int times) { std::exchange(callback_, nullptr)(times); }

private:
  std::function<void(int)> callback_;
};

/// The next press of a button: the callback stores its argument and resumes who waits.
class NextPress {
public:
  explicit NextPress(Button &button) noexcept : button_(button) {}

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    button_.on_press([this, waiting](int times) {
      times_ = times;
      waiting.resume(); // Puts the task into the loop's queue; it runs in the next turn.
    });
  }
  int await_resume() const noexcept { return times_; }

private:
  Button &button_;
  int times_ = 0;
};

static_assert(aio::Awaiter<Ready> && aio::Awaitable<Countdown> && aio::Awaitable<NextPress>);
static_assert(!aio::Awaitable<Button>);
static_assert(std::same_as<aio::await_result_t<Countdown>, std::string>);

static aio::Coroutine<> tour() {
  std::printf("Ready: %d\n", co_await Ready(42));
  std::puts("Countdown:");
  const std::string end = co_await Countdown(3);
  std::printf("  %s\n", end.c_str());
  Button button;
  aio::get_running_loop().call_later(1ms, [&button] { button.press(2); });
  std::printf("NextPress: %d times\n", co_await NextPress(button));
}

int main() { aio::run(tour()); }
