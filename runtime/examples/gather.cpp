// Several things at a time with gather: results in the order of the arguments, the first error, and cancellation.

#include <aio/aio.h>

#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

using namespace std::chrono_literals;

static aio::Coroutine<std::string> fetch(std::string page, aio::Delay latency) {
  co_await aio::sleep(latency);
  std::printf("  %s arrived\n", page.c_str());
  co_return "<" + page + ">";
}

static aio::Coroutine<int> count_visitors() {
  co_await aio::sleep(5ms);
  co_return 42;
}

static aio::Coroutine<std::string> fetch_broken() {
  co_await aio::sleep(5ms);
  throw std::runtime_error("404");
}

static aio::Coroutine<> different_types() {
  const auto [page, visitors] = co_await aio::gather(fetch("index", 10ms), count_visitors());
  std::printf("  %s has %d visitors\n", page.c_str(), visitors);
}

static aio::Coroutine<> any_number() {
  std::vector<aio::Coroutine<std::string>> fetches;
  for (int i = 3; i > 0; --i)
    fetches.push_back(fetch("page " + std::to_string(i), i * 5ms));
  for (const std::string &page : co_await aio::gather(std::move(fetches)))
    std::printf("  %s\n", page.c_str());
}

static aio::Coroutine<> first_error() {
  const auto slow = aio::create_task(fetch("slow page", 10ms));
  try {
    co_await aio::gather(slow, fetch_broken());
  } catch (const std::runtime_error &error) {
    std::printf("  failed: %s; the slow page is %s\n", error.what(), slow.done() ? "there" : "still on its way");
  }
  const std::string &page = co_await slow;
  std::printf("  %s\n", page.c_str());
}

static aio::Coroutine<> tour() {
  std::puts("Different types:");
  co_await different_types();
  std::puts("Any number, in order:");
  co_await any_number();
  std::puts("The first error:");
  co_await first_error();
}

int main() { aio::run(tour()); }
