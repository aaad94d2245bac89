// Where a variable is moved to, and what comes after.
#include <aio/aio.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

aio::Coroutine<bool> send(std::string s);
aio::Coroutine<void> rest();
bool try_send(std::string &&s);
template <typename F> void post(std::size_t size, F work) { size == 0 ? void() : work(); }
void log(const std::string &s);
std::string make();

aio::Coroutine<void> bad_loop(std::string s) {
  while (true) {
    if (co_await send(std::move(s))) // expect: use-after-move-in-call "in each turn of the loop"
      co_return;
    co_await rest();
  }
}
aio::Coroutine<void> ok_loop() {
  while (true) {
    std::string s = make();
    if (co_await send(std::move(s)))
      co_return;
  }
}
aio::Coroutine<void> ok_made_again(std::string s) {
  while (!co_await send(std::move(s)))
    s = make();
}
aio::Coroutine<void> ok_left(std::string s) {
  for (int i = 0; i < 3; ++i)
    if (i == 2) {
      co_await send(std::move(s));
      break;
    }
}
// The function may leave it alone.
aio::Coroutine<void> ok_tried(std::string s) {
  while (!try_send(std::move(s)))
    co_await rest();
}

aio::Coroutine<void> bad_handler(std::string s) {
  try {
    co_await send(std::move(s));
  } catch (...) {
    log(s); // expect: use-after-move-in-call "'s' is empty here"
  }
}
aio::Coroutine<void> ok_handler(std::string s) {
  try {
    co_await send(s);
  } catch (...) {
    log(s);
  }
}

aio::Coroutine<void> bad_after_await(std::string s) {
  co_await send(std::move(s));
  log(s); // expect: use-after-move-in-call
}
aio::Coroutine<void> ok_cleared(std::string s) {
  co_await send(std::move(s));
  s.clear();
  log(s);
}

aio::Coroutine<void> bad_sibling(std::vector<int> v) {
  post(v.size() + v.front(), [v = std::move(v)] { std::printf("%zu", v.size()); }); // expect: use-after-move-in-call "up to the compiler"
  co_return;
}
aio::Coroutine<void> ok_sibling(std::vector<int> v) {
  const std::size_t size = v.size() + v.front();
  post(size, [v = std::move(v)] { std::printf("%zu", v.size()); });
  co_return;
}

struct Job {
  Job &run();
  template <typename F> void then(F work) { work(); }
};
// What stands before the parentheses comes first.
aio::Coroutine<void> ok_receiver(std::unique_ptr<Job> job) {
  job->run().then([job = std::move(job)] {});
  co_return;
}
aio::Coroutine<void> ok_number(int number) {
  post(number, [number = std::move(number)] { std::printf("%d", number); });
  co_return;
}
aio::Coroutine<void> ok_const(const std::string s) {
  co_await send(std::move(s));
  log(s);
}

// Moving member by member copies numbers, and leaves them where they were.
struct Options {
  std::vector<int> filter;
  bool isText = false;
};
aio::Coroutine<void> ok_scalar_member(Options options) {
  post(options.isText ? 1 : 2, [options = std::move(options)] { std::printf("%zu", options.filter.size()); });
  co_return;
}
aio::Coroutine<void> bad_other_member(Options options) {
  post(options.filter.front(), [options = std::move(options)] {}); // expect: use-after-move-in-call
  co_return;
}
struct Counted {
  Counted();
  Counted(Counted &&other) noexcept : count(std::exchange(other.count, 0)) {}
  ~Counted();
  int count;
};
aio::Coroutine<void> bad_own_move(Counted counted) {
  post(counted.count, [counted = std::move(counted)] {}); // expect: use-after-move-in-call
  co_return;
}

// Whoever asks a moved object for its state wants to know what a move leaves.
struct Delivery {
  Delivery();
  Delivery(Delivery &&) noexcept;
  ~Delivery();
  bool isDone() const;
  int weight() const;
};
aio::Coroutine<void> deliver(Delivery delivery);
aio::Coroutine<bool> ok_state(Delivery delivery) {
  co_await deliver(std::move(delivery));
  co_return delivery.isDone();
}
aio::Coroutine<int> bad_value(Delivery delivery) {
  co_await deliver(std::move(delivery));
  co_return delivery.weight(); // expect: use-after-move-in-call
}

class Lock {
public:
  Lock(Lock &&other) noexcept : held(std::exchange(other.held, false)) {}
  bool owns() const { return held; }

private:
  bool held = true;
};
struct Session {
  std::string name;
  bool open = true;
  bool isOpen() const { return open; }
};
Lock keep(Lock lock);
Session keep(Session session);
aio::Coroutine<bool> ok_own_move(Lock lock) {
  keep(std::move(lock));
  co_return lock.owns();
}
aio::Coroutine<bool> bad_copied_by_move(Session session) {
  keep(std::move(session));
  co_return session.isOpen(); // expect: use-after-move-in-call "'session' is empty here"
}
