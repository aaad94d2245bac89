// aio itself, with its own headers.
#include <aio/aio.h>

#include <chrono>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

aio::Coroutine<int> load(int id);
aio::Coroutine<void> save(int value);
aio::Coroutine<void> poll_once();

aio::Coroutine<void> bad_unawaited() {
  save(1);                    // expect: unawaited-coroutine
  aio::sleep(1s);             // expect: unawaited-coroutine
  aio::wait_for(save(1), 1s); // expect: unawaited-coroutine
  co_return;
}
aio::Coroutine<void> ok_awaited() {
  co_await save(1);
  co_await aio::sleep(1s);
  co_await aio::wait_for(save(1), 1s);
}
aio::Coroutine<void> bad_handle_dropped() {
  aio::create_task(poll_once()); // expect: dropped-task-handle
  co_return;
}

aio::Coroutine<void> bad_voided() {
  (void)save(1); // expect: voided-lazy-task
  co_return;
}

aio::Coroutine<void> bad_sleep() {
  std::this_thread::sleep_for(2s); // expect: blocking-call
  co_return;
}

void bad_callback_on_the_loop(aio::EventLoop &loop) {
  loop.call_soon([] {
    std::this_thread::sleep_for(2s); // expect: blocking-call
  });
  loop.call_later(1s, [] {
    std::this_thread::sleep_for(2s); // expect: blocking-call
  });
}

void bad_coroutine_as_callback(aio::EventLoop &loop) {
  loop.call_soon(poll_once);                                               // expect: coroutine-to-void-callback
  loop.call_later(1s, []() -> aio::Coroutine<void> { co_await save(1); }); // expect: coroutine-to-void-callback
}
void ok_coroutine_in_callback(aio::EventLoop &loop, std::optional<aio::Task<void>> &task) {
  loop.call_soon([&loop, &task] { task = loop.create_task(poll_once()); });
}

aio::Coroutine<aio::Coroutine<void>> bad_nested() { // expect: nested-task
  co_return save(1);
}
aio::Coroutine<void> ok_flat() { co_return co_await save(1); }

aio::Coroutine<void> bad_waits_on_the_outside(aio::DatagramEndpoint socket, aio::StreamReader reader) {
  co_await socket.receive_from();        // expect: missing-timeout
  co_await reader.read_all();            // expect: missing-timeout
  co_await aio::getaddrinfo("host", 80); // expect: missing-timeout
  const aio::Process process = co_await aio::create_subprocess_exec({"sort"}, {.input = aio::Redirect::pipe});
  co_await process.communicate("b\na"); // expect: missing-timeout
}
aio::Coroutine<void> ok_with_a_limit(aio::DatagramEndpoint socket, aio::Process process) {
  co_await aio::wait_for(socket.receive_from(), 1s);
  co_await aio::wait_for(process.communicate("b\na"), 1min);
}
aio::Coroutine<void> ok_file(aio::File file) { co_await file.write(co_await file.read_all()); }

void bad_signal_handler(aio::EventLoop &loop) {
  loop.add_signal_handler(15, poll_once); // expect: coroutine-to-void-callback
  loop.add_signal_handler(15, [] {
    std::this_thread::sleep_for(2s); // expect: blocking-call
  });
}
void ok_signal_handler(aio::EventLoop &loop, std::optional<aio::Task<void>> &task) {
  loop.add_signal_handler(15, [&loop, &task] { task = loop.create_task(poll_once()); });
}

aio::Coroutine<void> bad_dropped_calls(aio::File file, aio::Process process) {
  file.write("lost"); // expect: unawaited-coroutine
  process.wait();     // expect: unawaited-coroutine
  aio::open("log");   // expect: unawaited-coroutine
  co_return;
}
