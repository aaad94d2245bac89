// Types of the user's own kit, known by what they are: no library's data speaks of them.
#include <coroutine>
#include <memory>

template <bool lazy> using Start = std::conditional_t<lazy, std::suspend_always, std::suspend_never>;

struct Promise {
  std::suspend_always final_suspend() noexcept;
  void return_void();
  void unhandled_exception();
};

// Lazy, owns its frame, no attribute anywhere.
struct Lazy {
  struct promise_type : Promise {
    Lazy get_return_object();
    std::suspend_always initial_suspend() noexcept;
  };
  ~Lazy();
  std::coroutine_handle<promise_type> frame;
  auto operator co_await() {
    struct Awaiter {
      bool await_ready();
      void await_suspend(std::coroutine_handle<>);
      void await_resume();
    };
    return Awaiter{};
  }
};

// Eager and on its own from the first line on: the classic fire-and-forget type.
struct Detached {
  struct promise_type : Promise {
    Detached get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
  };
};

// Holds nothing, so only its promise can start it: dropping the object does not matter.
struct SelfStarting {
  struct promise_type : Promise {
    SelfStarting get_return_object();
    std::suspend_always initial_suspend() noexcept;
  };
};

// Eager: whether dropping it loses something is known only where the author says so.
template <class Tag> struct EagerBase {
  struct promise_type : Promise {
    Tag get_return_object();
    std::suspend_never initial_suspend() noexcept;
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  std::shared_ptr<int> state;
};
struct Eager : EagerBase<Eager> {};
struct [[nodiscard]] Precious : EagerBase<Precious> {};

// An operation that starts when it is awaited.
struct Timer {
  int milliseconds;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

// A handle to work that runs already.
struct Started {
  std::shared_ptr<int> state;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

// Awaited through a free operator.
struct [[nodiscard]] Reply {};
Timer operator co_await(Reply);

Lazy lazy();
Detached detached();
SelfStarting self_starting();
Eager eager();
Precious precious();
Timer sleep_for(int milliseconds);
Started post();
Reply ask();
Lazy &current();

Lazy bad_dropped() {
  lazy(); // expect: unawaited-coroutine "so it does not run"
  precious(); // expect: unawaited-coroutine "so nobody waits for it or sees its error"
  sleep_for(5); // expect: unawaited-coroutine "awaitable of 'sleep_for' is never awaited, so nothing happens"
  Timer{5}; // expect: unawaited-coroutine
  ask(); // expect: unawaited-coroutine
  co_return;
}

Lazy ok_dropped() {
  detached();
  self_starting();
  eager();
  post();
  current();
  co_await lazy();
  co_await sleep_for(5);
}
