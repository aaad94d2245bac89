// Callables that run by themselves, and what they capture.
#include "../../../checker/libraries/asio/stub.h"
#include "../../../checker/libraries/drogon/stub.h"

#include <functional>
#include <string>

asio::awaitable<void> rest();
asio::awaitable<asio::ip::tcp::socket> accept();
asio::awaitable<void> serve(asio::ip::tcp::socket &socket);

void bad_detached(asio::io_context &context, std::string name) {
  asio::co_spawn(context, [&name]() -> asio::awaitable<void> { // expect: dangling-lambda-coroutine "'name', which it captures by reference, is gone"
    co_await rest();
    name.clear();
  }, asio::detached);
}
void ok_run_to_the_end(asio::io_context &context, std::string name) {
  asio::co_spawn(context, [&name]() -> asio::awaitable<void> {
    co_await rest();
    name.clear();
  }, asio::detached);
  context.run();
}
void ok_by_value(asio::io_context &context, std::string name) {
  asio::co_spawn(context, [name]() mutable -> asio::awaitable<void> {
    co_await rest();
    name.clear();
  }, asio::detached);
}

asio::awaitable<void> bad_turn(asio::io_context &context) {
  for (;;) {
    asio::ip::tcp::socket socket = co_await accept();
    asio::co_spawn(context, [&socket] { return serve(socket); }, asio::detached); // expect: dangling-lambda-coroutine
  }
}

struct Counter {
  int hits = 0;

  void bad_closure_in_variable() {
    auto count = [this]() -> drogon::AsyncTask { // expect: dangling-lambda-coroutine
      co_await drogon_rest();
      ++hits;
    };
    count();
  }
  void ok_before_suspension() {
    auto count = [this]() -> drogon::AsyncTask {
      ++hits;
      co_await drogon_rest();
    };
    count();
  }
  static drogon::Task<> drogon_rest();

  int threshold = 0;
  asio::awaitable<void> bad_static() {
    static std::function<bool(int)> above = [this](int v) { return v > threshold; }; // expect: dangling-lambda-coroutine
    above(1);
    return rest();
  }
};
