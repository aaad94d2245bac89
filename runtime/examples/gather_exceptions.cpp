// When one of several fails: all outcomes as values, the first error, and cancellation of the rest.

#include <aio/aio.h>

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

using namespace std::chrono_literals;

static aio::Coroutine<std::string> download(std::string file, aio::Delay latency) {
  try {
    co_await aio::sleep(latency);
    co_return file + " is complete";
  } catch (const aio::CancelledError &) {
    std::printf("  %s is given up\n", file.c_str());
    throw; // Who swallows it cannot be cancelled.
  }
}

static aio::Coroutine<std::string> download_missing(std::string file) {
  co_await aio::sleep(1ms);
  throw std::runtime_error(file + " does not exist");
}

static std::string text_of(const aio::Outcome<std::string> &outcome) {
  try {
    return outcome.value();
  } catch (const std::exception &error) {
    return std::string("error: ") + error.what();
  } catch (const aio::CancelledError &) { // Not a std::exception.
    return "cancelled";
  }
}

/// With return_exceptions nothing is thrown: each child has an outcome, in the order of the arguments.
static aio::Coroutine<> all_outcomes() {
  const auto unwanted = aio::create_task(download("trailer", 1h));
  aio::get_running_loop().call_soon([unwanted] { unwanted.cancel(); });
  const auto [film, subtitles, trailer] =
      co_await aio::gather(aio::return_exceptions, download("film", 2ms), download_missing("subtitles"), unwanted);
  for (const auto *outcome : {&film, &subtitles, &trailer})
    std::printf("  %s\n", text_of(*outcome).c_str());
}

/// Without it the first error is thrown and the other children go on: who does not want them any more cancels them,
/// and waits until they have cleaned up.
static aio::Coroutine<> first_error_cancels_the_rest() {
  std::vector<aio::Task<std::string>> downloads;
  downloads.push_back(aio::create_task(download("film", 1h)));
  downloads.push_back(aio::create_task(download_missing("subtitles")));
  bool failed = false;
  try {
    co_await aio::gather(downloads);
  } catch (const std::runtime_error &error) {
    std::printf("  %s\n", error.what());
    failed = true;
  }
  if (!failed)
    co_return;
  for (const auto &task : downloads)
    task.cancel(); // Does nothing to one that is done.
  for (const auto &outcome : co_await aio::gather(aio::return_exceptions, downloads))
    std::printf("  %s\n", text_of(outcome).c_str());
}

/// A task group does the same by itself, and throws all errors together.
static aio::Coroutine<> group_cancels_the_rest() {
  const auto body = [](aio::TaskGroup &group) -> aio::Coroutine<> {
    group.create_task(download("film", 1h));
    group.create_task(download_missing("subtitles"));
    group.create_task(download_missing("cover"));
    co_return;
  };
  try {
    co_await aio::task_group(body);
  } catch (const aio::ExceptionGroup &group) {
    std::printf("  %zu errors: %s\n", group.exceptions().size(), group.what());
  }
}

/// A gather that is cancelled, here by a limit in time, cancels its children and waits for them.
static aio::Coroutine<> cancelled_gather() {
  try {
    co_await aio::wait_for(aio::gather(download("film", 1h), download("subtitles", 1h)), 1ms);
  } catch (const aio::TimeoutError &) {
    std::puts("  too slow");
  }
}

static aio::Coroutine<> tour() {
  std::puts("All outcomes:");
  co_await all_outcomes();
  std::puts("The first error, and the rest cancelled:");
  co_await first_error_cancels_the_rest();
  std::puts("A task group:");
  co_await group_cancels_the_rest();
  std::puts("A gather that is cancelled:");
  co_await cancelled_gather();
}

int main() { aio::run(tour()); }
