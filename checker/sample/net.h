// The wire: lines of text in, lines of text out. The transport below it calls deliver() and take_output().

#pragma once

#include <aio/aio.h>

#include <deque>
#include <optional>
#include <string>
#include <utility>

namespace service {

class Connection {
public:
  explicit Connection(std::string peer) : peer_(std::move(peer)) {}

  const std::string &peer() const { return peer_; }
  bool open() const { return open_; }

  [[clang::annotate("corolint::externalWait")]] aio::Coroutine<std::string> read_line() {
    if (lines_.empty()) {
      arrival_ = aio::get_running_loop().create_future<void>();
      co_await *arrival_;
    }
    std::string line = std::move(lines_.front());
    lines_.pop_front();
    co_return line;
  }

  aio::Coroutine<> write(std::string text) {
    output_ += text;
    co_await aio::sleep(std::chrono::seconds(0));
  }

  aio::Coroutine<> flush() {
    while (!output_.empty())
      co_await aio::sleep(std::chrono::milliseconds(1));
  }

  aio::Coroutine<> close() {
    co_await flush();
    open_ = false;
  }

  void deliver(std::string line) {
    lines_.push_back(std::move(line));
    if (arrival_ && !arrival_->done())
      arrival_->set_result();
  }

  std::string take_output() { return std::exchange(output_, {}); }

private:
  std::string peer_;
  std::string output_;
  std::deque<std::string> lines_;
  std::optional<aio::Future<void>> arrival_;
  bool open_ = true;
};

} // namespace service
