// The ways to say "I do not need it", with a lazy type, where it means "do not run it", and with others.
#include <aio/coroutine.h>
#include <coroutine>
#include <tuple>
#include <utility>

aio::Coroutine<void> save();

struct [[nodiscard]] Eager {
  struct promise_type {
    Eager get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  int state;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Eager start();

void bad_gestures(bool twice) {
  (void)save(); // expect: voided-lazy-task "'save' is lazy: a cast to void does not start it, so its work never runs"
  static_cast<void>(save()); // expect: voided-lazy-task
  std::ignore = save(); // expect: voided-lazy-task "'std::ignore' does not start it"
  twice ? (void)save() : void(); // expect: voided-lazy-task
  [[maybe_unused]] auto task = save(); // expect: voided-lazy-task
}

void ok_gestures() {
  (void)start();
  std::ignore = start();
  [[maybe_unused]] auto running = start();
  [[maybe_unused]] auto used = save();
  (void)used;
}

// What is moved into a temporary is ended there; nobody writes that for an await.
void ok_ended(aio::Coroutine<void> task) { (void)aio::Coroutine<void>(std::move(task)); }
