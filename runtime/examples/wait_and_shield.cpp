// The first of several, work that a cancellation must not stop, and calls that block.

#include <aio/aio.h>

#include <cstdio>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

static aio::Coroutine<std::string> ask(std::string server, aio::Delay latency) {
  co_await aio::sleep(latency);
  co_return "answer of " + server;
}

static aio::Coroutine<> fastest_server() {
  std::vector<aio::Task<std::string>> questions;
  questions.push_back(aio::create_task(ask("london", 30ms)));
  questions.push_back(aio::create_task(ask("paris", 1ms)));
  const auto [done, pending] = co_await aio::wait(questions, aio::first_completed);
  for (const auto &question : pending)
    question.cancel();
  std::printf("  %s; %zu cancelled\n", done.front().result().c_str(), pending.size());
}

static aio::Coroutine<bool> save() { // Borrows nothing: it may outlive who started it.
  co_await aio::sleep(2ms);
  co_return true;
}

static aio::Coroutine<> save_in_any_case() {
  const aio::Task<bool> saving = aio::create_task(save());
  try {
    co_await aio::wait_for(aio::shield(saving), 1ms);
  } catch (const aio::TimeoutError &) {
    std::puts("  nobody waits any more");
  }
  const bool saved = co_await saving;
  std::printf("  saved: %s\n", saved ? "yes" : "no");
}

static std::string read_slow_disk() {
  std::this_thread::sleep_for(5ms);
  return "data";
}

static aio::Coroutine<> blocking_call() {
  const auto [data, answer] = co_await aio::gather(aio::to_thread(read_slow_disk), ask("rome", 1ms));
  std::printf("  %s, and meanwhile %s\n", data.c_str(), answer.c_str());
}

static aio::Coroutine<> tour() {
  std::puts("wait:");
  co_await fastest_server();
  std::puts("shield:");
  co_await save_in_any_case();
  std::puts("to_thread:");
  co_await blocking_call();
}

int main() { aio::run(tour()); }
