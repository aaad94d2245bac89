// Ways to give a handle away, and what is done after it.
#include <coroutine>
#include <deque>
#include <functional>
#include <mutex>

struct Inline {
  void run(std::coroutine_handle<> handle) { handle.resume(); }
  void pass(std::coroutine_handle<> handle) { run(handle); }
};
struct Queue {
  std::deque<std::coroutine_handle<>> all;
  void post(std::coroutine_handle<> handle) { all.push_back(handle); }
};
struct Timer {
  template <class F> void start(F callback);
  void start_soon(std::function<void()> callback);
};
struct Executor {
  void schedule(std::coroutine_handle<> handle);
};

struct Awaiter {
  Inline &executor;
  int count = 0;
  bool await_ready() const noexcept { return false; }
  void await_resume() const noexcept {}
};

struct BadMember : Awaiter {
  int hops = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    executor.run(handle);
    ++hops; // expect: await-suspend-use-after-handoff "'hops' is used after the handle 'handle' has been given away"
  }
};
struct OkBefore : Awaiter {
  int hops = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    ++hops;
    executor.run(handle);
  }
};
struct BadReturned : Awaiter {
  bool pending = true;
  bool await_suspend(std::coroutine_handle<> handle) {
    executor.pass(handle);
    return pending; // expect: await-suspend-use-after-handoff
  }
};
struct OkLocal : Awaiter {
  bool pending = true;
  bool await_suspend(std::coroutine_handle<> handle) {
    const bool result = pending;
    executor.pass(handle);
    return result;
  }
};
struct BadResumed : Awaiter {
  int hops = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    handle.resume();
    hops = 1; // expect: await-suspend-use-after-handoff
  }
};
struct BadHelper : Awaiter {
  void log();
  void await_suspend(std::coroutine_handle<> handle) {
    executor.run(handle);
    log(); // expect: await-suspend-use-after-handoff "'this' is used"
  }
};
struct OkQueued : Awaiter {
  Queue &queue;
  int hops = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    queue.post(handle);
    ++hops;
  }
};
struct BadExecutor : Awaiter {
  Executor &other;
  int hops = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    other.schedule(handle);
    ++hops; // expect: await-suspend-use-after-handoff
  }
};
struct OkOneBranch : Awaiter {
  int hops = 0;
  bool await_suspend(std::coroutine_handle<> handle) {
    if (hops > 3) {
      executor.run(handle);
      return true;
    }
    ++hops;
    return false;
  }
};
struct OkLocked : Awaiter {
  std::mutex &mutex;
  Executor &other;
  int hops = 0;
  void await_suspend(std::coroutine_handle<> handle) {
    std::lock_guard guard(mutex);
    other.schedule(handle);
    ++hops;
  }
};

struct BadTwoCallbacks : Awaiter {
  Timer &done, &late;
  void await_suspend(std::coroutine_handle<> handle) {
    auto resume = [handle] { handle.resume(); };
    done.start(resume);
    late.start(resume); // expect: await-suspend-use-after-handoff "is given away a second time"
  }
};
struct BadTwoLambdas : Awaiter {
  Timer &done, &late;
  void await_suspend(std::coroutine_handle<> handle) {
    done.start_soon([handle] { handle.resume(); });
    late.start_soon([handle] { handle.resume(); }); // expect: await-suspend-use-after-handoff
  }
};
struct OkFirstWins : Awaiter {
  Timer &done, &late;
  void await_suspend(std::coroutine_handle<> handle) {
    auto resume = [handle, first = true]() mutable {
      if (first)
        handle.resume();
      first = false;
    };
    done.start(resume);
    late.start(resume);
  }
};
struct OkOneCallback : Awaiter {
  Timer &done;
  void await_suspend(std::coroutine_handle<> handle) {
    done.start([handle] { handle.resume(); });
  }
};

// An assignment stores the handle with work that only the next line starts.
struct Continuation {
  Continuation &operator=(std::coroutine_handle<> handle);
};
struct OkStoredAsContinuation : Awaiter {
  Continuation &continuation;
  std::coroutine_handle<> callee;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> handle) {
    continuation = handle;
    return callee;
  }
};
