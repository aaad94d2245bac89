#include "config/Config.h"

#include <gtest/gtest.h>

using namespace corolint;

static Config config() {
  Config config;
  config.path = "/project/.corolint";
  config.rules["timeout"] = {Severity::Warning, {{"minimum", "5"}, {"mode", "all"}}};
  config.overrides = {
      {{"test/**"}, {{"timeout", {std::nullopt, {{"minimum", "60"}}}}, {"blocking", {Severity::Off, {}}}}},
      {{"test/slow/*", "*.gen.cpp"}, {{"timeout", {Severity::Off, {}}}}}};
  return config;
}

TEST(Config, WithoutAnOverrideTheRulesCount) {
  const RuleSetting setting = config().setting("timeout", "/project/src/a.cpp");
  EXPECT_EQ(setting.severity, Severity::Warning);
  EXPECT_EQ(setting.options.at("minimum"), "5");
}

TEST(Config, AnOverrideWinsMemberByMember) {
  const RuleSetting setting = config().setting("timeout", "/project/test/a.cpp");
  EXPECT_EQ(setting.severity, Severity::Warning);
  EXPECT_EQ(setting.options.at("minimum"), "60");
  EXPECT_EQ(setting.options.at("mode"), "all");
  EXPECT_EQ(config().setting("blocking", "/project/test/a.cpp").severity, Severity::Off);
}

TEST(Config, ALineIsThatOfTheSettingThatWon) {
  Config changed = config();
  changed.rules["timeout"].line = 3;
  changed.rules["timeout"].optionLines = {{"minimum", 4}, {"mode", 5}};
  changed.overrides[0].rules["timeout"].optionLines = {{"minimum", 9}};
  changed.overrides[1].rules["timeout"].line = 12;
  const RuleSetting inTest = changed.setting("timeout", "/project/test/a.cpp");
  EXPECT_EQ(inTest.line, 3u); // the override says nothing of the severity
  EXPECT_EQ(inTest.optionLines.at("minimum"), 9u);
  EXPECT_EQ(inTest.optionLines.at("mode"), 5u);
  EXPECT_EQ(changed.setting("timeout", "/project/test/slow/a.cpp").line, 12u);
}

TEST(Config, LaterOverridesWin) {
  EXPECT_EQ(config().setting("timeout", "/project/test/slow/a.cpp").severity, Severity::Off);
  EXPECT_EQ(config().setting("timeout", "/project/a.gen.cpp").severity, Severity::Off);
}

TEST(Config, PathsAreRelativeToTheConfigsFolder) {
  EXPECT_EQ(config().setting("blocking", "/project/src/../test/a.cpp").severity, Severity::Off);
  EXPECT_EQ(config().setting("blocking", "/elsewhere/test/a.cpp").severity, std::nullopt);
  EXPECT_EQ(config().setting("blocking", "/project2/test/a.cpp").severity, std::nullopt);
}

TEST(Config, TrueTakesAnOffBack) {
  Config config;
  config.path = "/project/.corolint";
  config.rules["blocking"].severity = Severity::Off;
  config.overrides = {{{"src/**"}, {{"blocking", {std::nullopt, {}, true}}}}};
  const RuleSetting setting = config.setting("blocking", "/project/src/a.cpp");
  EXPECT_TRUE(setting.on);
  EXPECT_EQ(setting.severity, std::nullopt); // the rule's own
}

TEST(Config, ARuleThatNobodyNamesHasNoSetting) {
  const RuleSetting setting = config().setting("other", "/project/test/a.cpp");
  EXPECT_EQ(setting.severity, std::nullopt);
  EXPECT_FALSE(setting.on);
  EXPECT_TRUE(setting.options.empty());
}
