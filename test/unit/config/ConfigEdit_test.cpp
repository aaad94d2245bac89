#include "config/ConfigEdit.h"

#include <gtest/gtest.h>

using namespace corolint;

static std::string off(llvm::StringRef text) { return withRuleOff(text, "blocking-call").value_or("none"); }

TEST(ConfigEdit, AddsRulesWhereThereAreNone) {
  EXPECT_EQ(off(""), "rules:\n  blocking-call: off\n");
  EXPECT_EQ(off("profile: strict"), "profile: strict\nrules:\n  blocking-call: off\n");
}

TEST(ConfigEdit, AddsARuleToTheOthersAsTheyAreWritten) {
  EXPECT_EQ(off("rules:\n    lost-exception: error\n"), "rules:\n    blocking-call: off\n    lost-exception: error\n");
  EXPECT_EQ(off("rules: # ours\n  lost-exception: error\nprofile: all\n"),
            "rules: # ours\n  blocking-call: off\n  lost-exception: error\nprofile: all\n");
}

TEST(ConfigEdit, ChangesARuleThatIsSet) {
  EXPECT_EQ(off("rules:\n  a-rule: error\n  blocking-call: warning\nprofile: all\n"),
            "rules:\n  a-rule: error\n  blocking-call: off\nprofile: all\n");
  EXPECT_EQ(off("rules:\n  blocking-call: warning"), "rules:\n  blocking-call: off\n");
}

TEST(ConfigEdit, ARuleOfAnOverrideIsAnotherOne) {
  const std::string overrides = "overrides:\n  - paths: ['test/**']\n    rules:\n      blocking-call: error\n";
  EXPECT_EQ(off(overrides), overrides + "rules:\n  blocking-call: off\n");
}

TEST(ConfigEdit, LeavesWhatTakesMoreThanALineToPeople) {
  EXPECT_EQ(withRuleOff("rules: {blocking-call: error}\n", "blocking-call"), std::nullopt);
  EXPECT_EQ(withRuleOff("rules:\n  blocking-call:\n    severity: error\n", "blocking-call"), std::nullopt);
  EXPECT_EQ(withRuleOff("rules:\n  blocking-call: {severity: error}\n", "blocking-call"), std::nullopt);
}
