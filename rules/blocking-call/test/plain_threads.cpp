// Whose thread is blocked: a coroutine may block the thread of a caller that does nothing but wait for it.
#include "../../../checker/libraries/async_simple/stub.h"
#include "../../../checker/libraries/concurrencpp/stub.h"

#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>

using async_simple::coro::collectAll;
using async_simple::coro::Lazy;
using async_simple::coro::syncAwait;
using concurrencpp::result;
using namespace std::chrono_literals;

// A lambda that an ordinary function waits for, and what that lambda awaits, runs alone.
void ok_waited_for() {
  auto inner = []() -> Lazy<void> {
    std::system("make");
    co_return;
  };
  auto outer = [&]() -> Lazy<void> {
    std::system("make");
    co_await inner();
    std::system("make");
  };
  syncAwait(outer());
}
void bad_beside_others() {
  auto one = []() -> Lazy<void> {
    std::system("make"); // expect: blocking-call
    co_return;
  };
  auto both = [&]() -> Lazy<void> { co_await collectAll(one(), one()); };
  syncAwait(both());
}
void bad_started_elsewhere_too() {
  auto job = []() -> Lazy<void> {
    std::system("make"); // expect: blocking-call
    co_return;
  };
  job().start([](auto &&) {});
  syncAwait(job());
}
template <class F> void keep(F &callable) { callable().start([](auto &&) {}); }
void bad_given_to_others() {
  auto job = []() -> Lazy<void> {
    std::system("make"); // expect: blocking-call
    co_return;
  };
  keep(job);
  syncAwait(job());
}
// Other units may call it.
Lazy<void> bad_named() {
  std::system("make"); // expect: blocking-call
  co_return;
}
void wait_for_named() { syncAwait(bad_named()); }

// An eager coroutine begins on its caller's thread, which is on no loop where the library has none.
result<void> ok_begins_on_caller() {
  std::this_thread::sleep_for(1ms);
  co_return;
}
result<void> bad_goes_on_elsewhere(result<void> before) {
  std::this_thread::sleep_for(1ms);
  co_await before;
  std::this_thread::sleep_for(1ms); // expect: blocking-call
}
result<void> bad_in_a_loop(concurrencpp::async_lock &lock, std::shared_ptr<concurrencpp::executor> resume) {
  while (co_await lock.lock(resume))
    std::this_thread::sleep_for(1ms); // expect: blocking-call
}
result<void> ok_begins_on_its_callers_caller() { co_await ok_begins_on_caller(); }
template <class Value> result<void> ok_template(Value) {
  std::this_thread::sleep_for(1ms);
  co_return;
}
template <class Value> result<void> bad_template(Value) {
  std::this_thread::sleep_for(1ms); // expect: blocking-call
  co_return;
}
void call(result<void> before, concurrencpp::async_lock &lock) {
  ok_template(1).get();
  ok_template(1.0).get();
  bad_template(1).get();
  bad_goes_on_elsewhere(std::move(before)).get();
  bad_in_a_loop(lock, nullptr).get();
  ok_begins_on_its_callers_caller().get();
}

result<void> bad_called_after_suspension() {
  std::this_thread::sleep_for(1ms); // expect: blocking-call
  co_return;
}
void through() { bad_called_after_suspension().get(); }
result<void> caller(result<void> before) {
  co_await before;
  through();
  co_await bad_template(1.0);
}
