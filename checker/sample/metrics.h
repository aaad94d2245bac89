// Counters, written to a file once in a while and rotated by the system's logrotate.

#pragma once

#include <aio/aio.h>

#include <cstdlib>
#include <map>
#include <string>

namespace service {

class Metrics {
public:
  void count(const std::string &name) {
    ++counters_[name];
    if (++since_publish_ >= 1000) {
      since_publish_ = 0;
      (void)publish();
    }
  }

  aio::Coroutine<> publish() {
    for (const auto &[name, value] : std::map(counters_))
      co_await send(name + " " + std::to_string(value));
  }

  aio::Coroutine<> rotate() {
    co_await publish();
    std::system("logrotate /etc/logrotate.d/service");
    counters_.clear();
  }

  aio::Coroutine<> run_for_ever() {
    while (true) {
      co_await aio::sleep(std::chrono::hours(1));
      co_await rotate();
    }
  }

private:
  aio::Coroutine<> send(std::string line) {
    sent_ += line + "\n";
    co_await aio::sleep(std::chrono::seconds(0));
  }

  std::map<std::string, long> counters_;
  std::string sent_;
  int since_publish_ = 0;
};

} // namespace service
