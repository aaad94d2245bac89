#include "support/Suggest.h"

#include <gtest/gtest.h>

using namespace corolint;

static const std::vector<std::string> rules = {"blocking-call", "lock-across-await", "unawaited-coroutine"};

TEST(Suggest, NamesTheNearest) {
  EXPECT_EQ(didYouMean("blocking-cal", rules), "; did you mean 'blocking-call'?");
  EXPECT_EQ(didYouMean("unwaited-corutine", rules), "; did you mean 'unawaited-coroutine'?");
}

TEST(Suggest, CaseDoesNotCount) { EXPECT_EQ(didYouMean("Blocking-Call", rules), "; did you mean 'blocking-call'?"); }

TEST(Suggest, SaysNothingWhereNothingIsNear) {
  EXPECT_EQ(didYouMean("dangling-reference", rules), "");
  EXPECT_EQ(didYouMean("", rules), "");
  EXPECT_EQ(didYouMean("x", {}), "");
}

TEST(Suggest, AShortNameMayHaveOneMistake) { EXPECT_EQ(didYouMean("on", {"off", "in"}), "; did you mean 'in'?"); }
