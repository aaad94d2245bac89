#include "report/Snippet.h"

#include <gtest/gtest.h>

using namespace corolint;

/// The snippet of what stands between '[' and ']' in `marked`.
static std::string snippet(std::string marked) {
  const std::size_t begin = marked.find('[');
  marked.erase(begin, 1);
  const std::size_t end = marked.find(']');
  marked.erase(end, 1);
  const SourceText::File file{nullptr, LineIndex(marked)};
  std::string result;
  llvm::raw_string_ostream out(result);
  writeSnippet(file, static_cast<uint32_t>(begin), static_cast<uint32_t>(end), Paint{}, out);
  return "\n" + result;
}

TEST(Snippet, MarksASpan) {
  EXPECT_EQ(snippet("f();\n  [save(x)];\n"), R"(
    2 |   save(x);
      |   ^~~~~~~
)");
}

TEST(Snippet, AnEmptySpanHasACaret) {
  EXPECT_EQ(snippet("f()[];"), R"(
    1 | f();
      |    ^
)");
  EXPECT_EQ(snippet("f()[]"), R"(
    1 | f()
      |    ^
)");
  EXPECT_EQ(snippet("[]"), R"(
    1 |
      | ^
)");
}

TEST(Snippet, OfSeveralLinesTheFirstIsShown) {
  EXPECT_EQ(snippet("[sleep( \n  1)];"), R"(
    1 | sleep(
      | ^~~~~~
)");
}

TEST(Snippet, TabsAreFourColumns) {
  EXPECT_EQ(snippet("\tx\t[y]"), R"(
    1 |     x   y
      |         ^
)");
}

TEST(Snippet, WideCharactersTakeTwoColumns) {
  EXPECT_EQ(snippet("\"日本\", [\"é日\"], x"), R"(
    1 | "日本", "é日", x
      |         ^~~~~
)");
}

TEST(Snippet, NothingReachesTheTerminalUnescaped) {
  EXPECT_EQ(snippet("a\x1b[\xff]b"), R"(
    1 | a\x1b\xffb
      |      ^~~~
)");
}

TEST(Snippet, ALongLineIsCutAroundTheMark) {
  const std::string filler(200, 'x');
  const std::string cutLeft = "..." + std::string(30, 'x') + "here" + std::string(83, 'x') + "...";
  EXPECT_EQ(snippet(filler + "[here]" + filler),
            "\n    1 | " + cutLeft + "\n      | " + std::string(33, ' ') + "^~~~\n");
  EXPECT_EQ(snippet("[here]" + filler), "\n    1 | here" + std::string(116, 'x') + "...\n      | ^~~~\n");
}

TEST(Snippet, AHugeLineCostsNoMoreThanItsWindow) {
  const std::string filler(5'000'000, 'x');
  for (int i = 0; i < 3; ++i)
    EXPECT_LT(snippet(filler + "[here]" + filler).size(), 300u);
}

TEST(Snippet, LineNumbersMayBeWide) {
  std::string out;
  llvm::raw_string_ostream stream(out);
  writeLine(markLine("x", Mark{0, 1}), 1234567, '|', Paint{}, stream);
  EXPECT_EQ("\n" + out, R"(
1234567 | x
        | ^
)");
}

TEST(Snippet, ColoursTheMarksOnly) {
  std::string out;
  llvm::raw_string_ostream stream(out);
  writeLine(markLine("x", Mark{0, 1}), 1, '|', Paint{true}, stream);
  EXPECT_EQ(out, "    1 | x\n      | \x1b[1;32m^\x1b[0m\n");
}
