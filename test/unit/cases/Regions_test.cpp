#include "Regions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corolint::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> names(llvm::StringRef text) {
  std::vector<std::string> result;
  for (const Region &region : findRegions(text))
    result.push_back(region.name);
  return result;
}

TEST(Regions, AreDefinitionsOfFunctionsAndClasses) {
  EXPECT_THAT(names("Task<int> bad_one(int (&f)()) { if (ok_two()) {} return f(); }\n"
                    "auto ok_three() -> Task<int> { return {}; }\n"
                    "struct bad_four : Base<int> { void run() {} };\n"),
              ElementsAre("bad_one", "ok_three", "bad_four"));
}

TEST(Regions, DeclarationsAndCallsAreNone) {
  EXPECT_THAT(names("void bad_one();\nint main() { ok_two(); f(bad_three(), ok_four); auto x = ok_five; }\n"),
              IsEmpty());
}

TEST(Regions, SpanTheirLines) {
  const std::vector<Region> regions = findRegions("\nvoid bad_one() {\n  \"}\"; // }\n}\nint x;");
  ASSERT_THAT(regions, SizeIs(1));
  EXPECT_EQ(regions[0].firstLine, 2u);
  EXPECT_EQ(regions[0].lastLine, 4u);
}

Failures checked(llvm::StringRef text) { return checkRegions("a.cpp", text, parseMarks("a.cpp", text).marks); }

TEST(Regions, BadWithoutAMarkIsAFailure) {
  const Failures failures = checked("void bad_one() {\n}\n");
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_THAT(failures[0].what, HasSubstr("'bad_one' has no mark"));
}

TEST(Regions, OkWithAMarkIsAFailure) {
  const Failures failures = checked("void ok_one() {\n  f(); // expect: one\n}\n");
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_THAT(failures[0].what, HasSubstr("'ok_one' has a mark"));
}

TEST(Regions, MissBelongsToBadAndFalseAlarmToOk) {
  EXPECT_THAT(checked("void bad_one() {\n  f(); // miss: one no types\n}\n"
                      "void ok_one() {\n  f(); // false: one kept elsewhere\n}\n"),
              IsEmpty());
}

TEST(Regions, UnfinishedTextIsNoTrouble) { EXPECT_THAT(names("void bad_one(int x {"), IsEmpty()); }

} // namespace
} // namespace corolint::test
