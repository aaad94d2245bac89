// Limits in time: an answer that comes in time, one that does not, and another try.

#include <aio/aio.h>

#include <cstdio>
#include <optional>
#include <string>

using namespace std::chrono_literals;

/// A server that gets faster: 40 ms for the first question, 20 for the second, 10 for the third.
class Server {
public:
  aio::Coroutine<std::string> ask(std::string question) {
    const auto latency = latency_;
    latency_ /= 2;
    co_await aio::sleep(latency);
    co_return question + "? yes";
  }

private:
  std::chrono::milliseconds latency_ = 40ms;
};

static aio::Coroutine<std::optional<std::string>> ask_once(Server &server, aio::Delay limit) {
  try {
    co_return co_await aio::wait_for(server.ask("open"), limit);
  } catch (const aio::TimeoutError &error) {
    std::printf("%s\n", error.what());
    co_return std::nullopt;
  }
}

static aio::Coroutine<std::string> ask_until_answered(Server &server) {
  while (true) {
    if (auto answer = co_await ask_once(server, 15ms))
      co_return std::move(*answer);
    co_await aio::sleep(5ms);
  }
}

static aio::Coroutine<> tour() {
  Server server;
  // Tries on their own and all tries together have a limit.
  const std::string answer = co_await aio::wait_for(ask_until_answered(server), 1s);
  std::printf("%s\n", answer.c_str());
}

int main() { aio::run(tour()); }
