#include "Page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corolint::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const char *const goodPage = R"(# lost-task

A task is started by nobody.

## What it finds
Text.

## Why
Text.

## Example
```cpp
# no heading
save(); // expect: lost-task
```

## Use instead
Text.

## Limits
Text.
)";

std::string replaced(std::string text, const std::string &from, const std::string &to) {
  return text.replace(text.find(from), from.size(), to);
}

Failures checked(llvm::StringRef text, llvm::ArrayRef<std::string> options = {}) {
  return checkPage("rule.md", parsePage(text), "lost-task", options);
}

TEST(Page, ThatIsCompleteHasNoFailures) { EXPECT_THAT(checked(goodPage), IsEmpty()); }

TEST(Page, GivesItsBlocksWithTheirLines) {
  const Page page = parsePage(goodPage);
  EXPECT_EQ(page.summary, "A task is started by nobody.");
  ASSERT_THAT(page.blocks, SizeIs(1));
  EXPECT_EQ(page.blocks[0].language, "cpp");
  EXPECT_EQ(page.blocks[0].line, 13u);
  EXPECT_EQ(page.blocks[0].text, "# no heading\nsave(); // expect: lost-task\n");
}

struct Mistake {
  const char *from, *to, *what;
};
class PageMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(PageMistakes, AreTold) {
  const Failures failures = checked(replaced(goodPage, GetParam().from, GetParam().to));
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_THAT(failures[0].what, HasSubstr(GetParam().what));
}

INSTANTIATE_TEST_SUITE_P(All, PageMistakes,
                         testing::Values(Mistake{"# lost-task", "# other", "must begin with '# lost-task'"},
                                         Mistake{"A task is started by nobody.", "", "summary"},
                                         Mistake{"## Why\nText.\n", "", "they must be"},
                                         Mistake{"## Limits", "## Limitations", "they must be"},
                                         Mistake{"## Limits", "## Options\nText.\n\n## Limits", "they must be"},
                                         Mistake{"## Why\nText.", "## Why\n", "'Why' is empty"},
                                         Mistake{"```cpp", "```", "without a language"}));

TEST(Page, DescribesEveryOption) {
  EXPECT_THAT(checked(goodPage, {"minimum"})[0].what, HasSubstr("they must be"));
  const std::string without = replaced(goodPage, "## Limits", "## Options\nText.\n\n## Limits");
  EXPECT_THAT(checked(without, {"minimum"})[0].what, HasSubstr("'minimum' is not described"));
  const std::string with = replaced(goodPage, "## Limits", "## Options\n- `minimum`: seconds\n\n## Limits");
  EXPECT_THAT(checked(with, {"minimum"}), IsEmpty());
}

} // namespace
} // namespace corolint::test
