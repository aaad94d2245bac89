#include "Marks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corolint::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> rulesOf(const ParsedMarks &parsed) {
  std::vector<std::string> rules;
  for (const Mark &mark : parsed.marks)
    rules.push_back(mark.rule);
  return rules;
}

TEST(Marks, NameRuleAndLine) {
  const ParsedMarks parsed = parseMarks("a.cpp", "int x;\n  save(); // expect: unawaited-coroutine\n");
  ASSERT_THAT(parsed.marks, SizeIs(1));
  EXPECT_EQ(parsed.marks[0].rule, "unawaited-coroutine");
  EXPECT_EQ(parsed.marks[0].line, 2u);
  EXPECT_EQ(parsed.marks[0].kind, MarkKind::Expect);
  EXPECT_THAT(parsed.mistakes, IsEmpty());
}

TEST(Marks, SeveralOnALine) {
  const ParsedMarks parsed = parseMarks("a.cpp", "f(); // expect: one \"'f'\", two // expect: three");
  EXPECT_EQ(rulesOf(parsed), (std::vector<std::string>{"one", "two", "three"}));
  EXPECT_EQ(parsed.marks[0].message, "'f'");
}

TEST(Marks, MessageOnTheNextLineAddsToTheMarkBefore) {
  const ParsedMarks parsed = parseMarks("a.cpp", "f(); // expect: one\n// expect-message: 'f' blocks\n");
  ASSERT_THAT(parsed.marks, SizeIs(1));
  EXPECT_EQ(parsed.marks[0].message, "'f' blocks");
}

TEST(Marks, LimitsHaveAReason) {
  const ParsedMarks parsed = parseMarks("a.cpp", "f(); // miss: one the type is erased\ng(); // false: two kept\n");
  ASSERT_THAT(parsed.marks, SizeIs(2));
  EXPECT_EQ(parsed.marks[0].kind, MarkKind::Miss);
  EXPECT_EQ(parsed.marks[0].reason, "the type is erased");
  EXPECT_EQ(parsed.marks[1].kind, MarkKind::False);
}

TEST(Marks, OtherCommentsAreNone) {
  EXPECT_THAT(parseMarks("a.cpp", "// a word: two\n// expects nothing\n// see https://example.org\n").marks, IsEmpty());
}

struct Mistake {
  const char *text, *what;
};
class MarkMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(MarkMistakes, AreTold) {
  const ParsedMarks parsed = parseMarks("a.cpp", GetParam().text);
  ASSERT_THAT(parsed.mistakes, SizeIs(1));
  EXPECT_THAT(parsed.mistakes[0].what, HasSubstr(GetParam().what));
  EXPECT_EQ(parsed.mistakes[0].line, 1u);
}

INSTANTIATE_TEST_SUITE_P(All, MarkMistakes,
                         testing::Values(Mistake{"f(); // expect:", "names no rule"},
                                         Mistake{"f(); // expect: one because", "behind the rule"},
                                         Mistake{"f(); // expect: one \"open", "closing"},
                                         Mistake{"f(); // expected: one", "write '// expect:"},
                                         Mistake{"f(); // Expect: one", "write '// expect:"},
                                         Mistake{"f(); // expect one", "write '// expect:"},
                                         Mistake{"f(); // miss: one", "reason"},
                                         Mistake{"// expect-message: text", "without an 'expect:'"}));

} // namespace
} // namespace corolint::test
