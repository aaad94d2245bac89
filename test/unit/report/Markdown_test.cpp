#include "report/Markdown.h"

#include <gtest/gtest.h>

namespace corolint::test {
namespace {

TEST(Markdown, JoinsTheLinesOfAParagraph) {
  EXPECT_EQ(markdownToHtml("one\ntwo\n\nthree\n"), "<p>one two</p>\n<p>three</p>\n");
}

TEST(Markdown, PutsHeadingsOneLevelDeeper) { EXPECT_EQ(markdownToHtml("## Why\nText"), "<h3>Why</h3>\n<p>Text</p>\n"); }

TEST(Markdown, TakesNothingInCodeForMarkup) {
  EXPECT_EQ(markdownToHtml("```cpp\n# a * b < c & `d`\n\n```\nText"),
            "<pre><code class=\"cpp\"># a * b &lt; c &amp; `d`\n\n</code></pre>\n<p>Text</p>\n");
}

TEST(Markdown, EndsAnOpenCodeBlockWithTheText) {
  EXPECT_EQ(markdownToHtml("```\ncode"), "<pre><code>code\n</code></pre>\n");
}

TEST(Markdown, ReadsListsWithItemsOfSeveralLines) {
  EXPECT_EQ(markdownToHtml("- one\n  goes on\n- two\n1. first\n"),
            "<ul>\n<li>one goes on</li>\n<li>two</li>\n</ul>\n<ol>\n<li>first</li>\n</ol>\n");
}

TEST(Markdown, ReadsTables) {
  EXPECT_EQ(markdownToHtml("| a | b |\n|---|---|\n| `1` | 2 |\n"),
            "<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td><code>1</code></td><td>2</td></tr>\n</table>\n");
}

TEST(Markdown, ShowsLinksAsTextAndAddress) {
  EXPECT_EQ(markdownToHtml("see [the `page`](../x.md), a[0](b), **bold**"),
            "<p>see the <code>page</code> (../x.md), a0 (b), <strong>bold</strong></p>\n");
}

TEST(Markdown, LeavesMarksWithoutAPartnerAsTheyAre) {
  EXPECT_EQ(markdownToHtml("a `b, 2 * 3 ** 4, [c], <i>"), "<p>a `b, 2 * 3 ** 4, [c], &lt;i&gt;</p>\n");
}

} // namespace
} // namespace corolint::test
