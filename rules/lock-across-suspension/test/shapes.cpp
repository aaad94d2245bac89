// The shapes in which a lock is held across a suspension, and the ones that only look like it.
#include <aio/aio.h>

#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>

aio::Coroutine<void> rest();
std::mutex mutex;
std::shared_mutex shared;

aio::Coroutine<void> bad_guard() {
  std::lock_guard guard(mutex);
  co_await rest(); // expect: lock-across-suspension "'guard' holds a lock"
}
aio::Coroutine<void> ok_scope() {
  {
    std::lock_guard guard(mutex);
  }
  co_await rest();
}

aio::Coroutine<void> bad_unique() {
  std::unique_lock lock(mutex);
  co_await rest(); // expect: lock-across-suspension
  co_await rest();
}
aio::Coroutine<void> ok_released() {
  std::unique_lock lock(mutex);
  lock.unlock();
  co_await rest();
}

aio::Coroutine<void> bad_deferred_then_locked() {
  std::unique_lock lock(mutex, std::defer_lock);
  lock.lock();
  co_await rest(); // expect: lock-across-suspension
}
aio::Coroutine<void> ok_deferred() {
  std::unique_lock lock(mutex, std::defer_lock);
  co_await rest();
}

aio::Coroutine<void> bad_adopted() {
  mutex.lock();
  std::lock_guard guard(mutex, std::adopt_lock);
  co_await rest(); // expect: lock-across-suspension
}

aio::Coroutine<void> bad_by_hand() {
  mutex.lock();
  co_await rest(); // expect: lock-across-suspension "'mutex' holds a lock"
  mutex.unlock();
}
aio::Coroutine<void> ok_by_hand() {
  mutex.lock();
  mutex.unlock();
  co_await rest();
}

aio::Coroutine<void> bad_several(std::mutex &other) {
  std::scoped_lock both(mutex, other);
  co_await rest(); // expect: lock-across-suspension
}
aio::Coroutine<int> bad_in_init_statement() {
  if (std::lock_guard guard(mutex); true)
    co_await rest(); // expect: lock-across-suspension
  co_return 1;
}
aio::Coroutine<int> ok_in_init_statement() {
  int count = 0;
  if (std::lock_guard guard(mutex); true)
    ++count;
  co_await rest();
  co_return count;
}

aio::Coroutine<void> bad_shared() {
  std::shared_lock reader(shared);
  co_await rest(); // expect: lock-across-suspension
}

aio::Coroutine<void> bad_on_the_heap() {
  auto guard = std::make_unique<std::lock_guard<std::mutex>>(mutex);
  co_await rest(); // expect: lock-across-suspension
}
aio::Coroutine<void> ok_given_back() {
  auto guard = std::make_unique<std::lock_guard<std::mutex>>(mutex);
  guard.reset();
  co_await rest();
}

aio::Coroutine<void> bad_optional(bool careful) {
  std::optional<std::unique_lock<std::mutex>> lock;
  if (careful)
    lock.emplace(mutex);
  co_await rest(); // expect: lock-across-suspension
}

struct Session {
  std::mutex &mutex;
  std::lock_guard<std::mutex> guard{mutex};
};
aio::Coroutine<void> bad_member() {
  Session session{mutex};
  co_await rest(); // expect: lock-across-suspension
}

// The user's own guard, known by what its destructor does.
class Locker {
public:
  explicit Locker(std::mutex &mutex) : mutex(mutex) { mutex.lock(); }
  ~Locker() { mutex.unlock(); }

private:
  std::mutex &mutex;
};
aio::Coroutine<void> bad_own_guard() {
  const Locker locker(mutex);
  co_await rest(); // expect: lock-across-suspension
}

aio::Coroutine<void> bad_on_one_way(bool slow) {
  std::unique_lock lock(mutex);
  if (!slow)
    lock.unlock();
  co_await rest(); // expect: lock-across-suspension
}

aio::Coroutine<void> bad_in_loop(int times) {
  std::unique_lock lock(mutex, std::defer_lock);
  while (times-- > 0) {
    co_await rest(); // expect: lock-across-suspension
    lock.lock();
  }
}
aio::Coroutine<void> ok_in_loop(int times) {
  while (times-- > 0) {
    co_await rest();
    std::lock_guard guard(mutex);
  }
}

aio::Coroutine<void> bad_parameter(std::unique_lock<std::mutex> lock) {
  co_await rest(); // expect: lock-across-suspension
}

// Awaiting these never gives the thread away.
aio::Coroutine<int> compute() { co_return 1; }
aio::Coroutine<int> ok_never_suspends() {
  std::lock_guard guard(mutex);
  co_await std::suspend_never();
  co_return co_await compute();
}

aio::Coroutine<void> ok_after_an_exception() {
  try {
    std::lock_guard guard(mutex);
    throw 1;
  } catch (int) {
  }
  co_await rest();
}

// A lock that is awaited is made to be held.
struct AsyncMutex {
  aio::Coroutine<void> lock();
  void unlock();
};
aio::Coroutine<void> ok_async(AsyncMutex &m) {
  co_await m.lock();
  co_await rest();
  m.unlock();
}

// An awaiter that gets the lock may release it before it suspends.
struct Released {
  std::unique_lock<std::mutex> &lock;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) { lock.unlock(); }
  void await_resume() { lock.lock(); }
};
struct Condition {
  Released wait(std::unique_lock<std::mutex> &lock) { return {lock}; }
};
aio::Coroutine<void> ok_handed_to_the_awaiter(Condition &changed) {
  std::unique_lock lock(mutex);
  co_await changed.wait(lock);
}

// A destructor that takes the lock itself waits for whoever holds it, and guards nothing.
struct Token {
  std::mutex mutex;
  ~Token() {
    mutex.lock();
    mutex.unlock();
  }
};
aio::Coroutine<void> ok_waits_at_its_end() {
  Token token;
  co_await rest();
}
