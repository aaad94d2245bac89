#include "report/HtmlText.h"

#include <gtest/gtest.h>

namespace corolint::test {
namespace {

TEST(HtmlText, ShowsPathsFromTheRootOn) { EXPECT_EQ(shownPath("/srv/project", "/srv/project/src/a.cpp"), "src/a.cpp"); }

TEST(HtmlText, ShowsTheEndOfPathsThatLeadElsewhere) {
  EXPECT_EQ(shownPath("/srv/project", "/usr/include/c++/12/future"), "…/12/future");
  EXPECT_EQ(shownPath("/srv/project", "/srv/projects/a.cpp"), "…/projects/a.cpp");
  EXPECT_EQ(shownPath("/srv/project", "/a.cpp"), "…/a.cpp");
}

TEST(HtmlText, FindsPathsInMessages) {
  EXPECT_EQ(withShownPaths("/srv/p", "/srv/p/a.cpp:3: '/usr/include/x/y.h' not found in /opt/sdk/lib"),
            "a.cpp:3: '…/x/y.h' not found in …/sdk/lib");
}

TEST(HtmlText, LeavesWhatIsNoPath) {
  for (const char *text : {"a / b", "and/or", "'operator/' is lazy", "https://example.org/x/y", "// comment/x/y"})
    EXPECT_EQ(withShownPaths("/srv/p", text), text);
}

} // namespace
} // namespace corolint::test
