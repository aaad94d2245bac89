#include "Prose.h"

#include <gtest/gtest.h>

namespace corolint::test {
namespace {

TEST(Prose, GoodMessages) {
  EXPECT_EQ(proseMistake("coroutine 'save' is never awaited, so it does not run"), "");
  EXPECT_EQ(proseMistake("'std::this_thread::sleep_for' blocks; use 'co_await aio::sleep(1s)'"), "");
  EXPECT_EQ(proseMistake("it doesn't wait for the character ''''s end"), "");
}

TEST(Prose, BadMessages) {
  EXPECT_NE(proseMistake(""), "");
  EXPECT_NE(proseMistake("Coroutine 'save' is lost"), "");
  EXPECT_NE(proseMistake("coroutine 'save' is lost."), "");
  EXPECT_NE(proseMistake("coroutine 'save is lost"), "");
  EXPECT_NE(proseMistake("use co_await"), "");
  EXPECT_NE(proseMistake("use `await`"), "");
  EXPECT_NE(proseMistake("call save()"), "");
  EXPECT_NE(proseMistake("a std::string"), "");
  EXPECT_NE(proseMistake("two\nlines"), "");
}

} // namespace
} // namespace corolint::test
