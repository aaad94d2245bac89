// Coroutines that the tests of gather run side by side.
//
// Apart, since ranges of coroutines, whose tasks are made as they begin, have a file of tests of their own.
#pragma once

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace aio_test {

struct Gather : testing::Test, ManualLoop {
  Log log;

  template <class T> aio::Coroutine<T> after(aio::Delay delay, T value) {
    co_await aio::sleep(delay);
    co_return value;
  }

  aio::Coroutine<int> fail_after(aio::Delay delay, std::string text) {
    co_await aio::sleep(delay);
    throw std::runtime_error(text);
  }

  aio::Coroutine<> note_after(aio::Delay delay, std::string text) {
    try {
      co_await aio::sleep(delay);
      log.push_back(text);
    } catch (const aio::CancelledError &) {
      log.push_back(text + " cancelled");
      throw;
    }
  }
};

} // namespace aio_test
