// Chains of ordinary functions that end in a call that blocks.
#include <aio/aio.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

void nap() { std::this_thread::sleep_for(1s); }
void retry(int times) {
  for (int i = 0; i < times; ++i)
    nap();
}
aio::Coroutine<void> rest();
int quick() { return 1; }

aio::Coroutine<void> bad_one_step() {
  nap(); // expect: transitive-blocking-call "'nap' blocks the thread of its coroutine"
  co_return;
}
aio::Coroutine<void> bad_two_steps() {
  retry(3); // expect: transitive-blocking-call "it calls 'nap', which calls 'std::this_thread::sleep_for', which sleeps"
  co_return;
}
aio::Coroutine<int> ok_quick() { co_return quick(); }

void ping(int depth);
void pong(int depth) {
  if (depth > 0)
    ping(depth - 1);
}
void ping(int depth) {
  pong(depth);
  std::this_thread::sleep_for(1s);
}
aio::Coroutine<void> bad_recursion() {
  pong(2); // expect: transitive-blocking-call
  co_return;
}

struct Joined {
  std::jthread thread;
  bool await_ready() const { return !thread.joinable(); }
  void await_suspend(std::coroutine_handle<>);
  void await_resume() { thread.join(); }
};
aio::Coroutine<void> ok_done_by_then(Joined joined) {
  if (joined.await_ready())
    joined.await_resume();
  co_await rest();
}

struct Connection {
  Connection() { nap(); }
  void send(const std::string &text) {
    if (text.empty())
      nap();
  }
  virtual void close() { nap(); }
};
aio::Coroutine<void> bad_constructor() {
  Connection connection; // expect: transitive-blocking-call
  co_return;
}
aio::Coroutine<void> bad_member(Connection &connection) {
  connection.send("hi"); // expect: transitive-blocking-call
  co_return;
}
// Another class may override it.
aio::Coroutine<void> ok_virtual(Connection &connection) {
  connection.close();
  co_return;
}

template <class T> void keep_trying(T times) { retry(times); }
aio::Coroutine<void> bad_template() {
  keep_trying(2); // expect: transitive-blocking-call
  co_return;
}

aio::Coroutine<void> bad_local_lambda() {
  const auto wait = [] { nap(); };
  wait(); // expect: transitive-blocking-call "the lambda blocks"
  co_return;
}
aio::Coroutine<void> ok_on_a_thread() {
  std::jthread worker([] { nap(); });
  std::jthread other(nap);
  co_return;
}
aio::Coroutine<void> bad_in_algorithm(std::vector<int> values) {
  std::for_each(values.begin(), values.end(), [](int) { nap(); }); // expect: transitive-blocking-call
  co_return;
}
void bad_callback(aio::EventLoop &loop) {
  loop.call_soon([] { nap(); }); // expect: transitive-blocking-call "the event loop's thread"
}

std::string slow_settings() {
  nap();
  return "";
}
const std::string &settings() {
  static const std::string loaded = slow_settings();
  return loaded;
}
aio::Coroutine<std::size_t> ok_once() { co_return settings().size(); }

void note(const std::string &line) { std::ofstream("log.txt") << line; }
aio::Coroutine<void> bad_file() {
  note("started"); // expect: transitive-blocking-call "waits for the disk"
  co_return;
}

std::mutex mutex;
int counter;
void count() {
  std::lock_guard guard(mutex);
  ++counter;
}
aio::Coroutine<void> ok_short_lock() {
  count();
  co_return;
}

int ordinary() {
  retry(3);
  return 0;
}

// Spinning that becomes a short sleep backs off from what another thread is about to finish.
inline void pause_processor() { asm volatile(""); }
void back_off(int &spins) {
  if (++spins < 4096)
    pause_processor();
  else
    std::this_thread::sleep_for(500us);
}
aio::Coroutine<void> ok_back_off(int spins) {
  back_off(spins);
  co_return;
}

// Nobody waits for what the program ends behind.
void trace() { std::this_thread::sleep_for(1s); }
void ok_die(bool fatal) {
  if (fatal) {
    trace();
    std::exit(1);
  }
}
void report(bool fatal) {
  if (fatal)
    trace();
}
aio::Coroutine<void> ok_ends_program() {
  ok_die(false);
  co_return;
}
aio::Coroutine<void> bad_goes_on() {
  report(false); // expect: transitive-blocking-call
  co_return;
}
