#include "report/Suppression.h"

#include <gtest/gtest.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FormatVariadic.h>

using namespace corolint;

/// Each suppression as "lines rules; reason", with "!" where it is ours.
static std::vector<std::string> suppressionsIn(const char *text) {
  std::vector<std::string> result;
  for (const Suppression &s : findSuppressions("a.cpp", text)) {
    std::string lines = std::to_string(s.line);
    if (s.lastLine != s.line)
      lines += "-" + std::to_string(s.lastLine);
    result.push_back(llvm::formatv("{0} {1}{2}; {3}", lines, s.ours ? "!" : "", llvm::join(s.rules, ","), s.reason));
  }
  return result;
}

using Texts = std::vector<std::string>;

TEST(Suppression, NolintSpeaksOfItsLine) {
  EXPECT_EQ(suppressionsIn("save(); // NOLINT"), Texts{"1 ; "});
  EXPECT_EQ(suppressionsIn("save(); // NOLINT(corolint-a): why"), Texts{"1 !a; why"});
  EXPECT_EQ(suppressionsIn("save(); /* NOLINT(corolint-a, corolint-b) */"), Texts{"1 !a,b; "});
  EXPECT_EQ(suppressionsIn("save(); // kept, NOLINT(corolint-a)"), Texts{"1 !a; "});
}

TEST(Suppression, NolintnextlineSpeaksOfTheNext) {
  EXPECT_EQ(suppressionsIn("// NOLINTNEXTLINE(corolint-a) - why\nsave();"), Texts{"2 !a; why"});
}

TEST(Suppression, NolintbeginSpeaksUpToItsEnd) {
  EXPECT_EQ(suppressionsIn("// NOLINTBEGIN(corolint-a)\nsave();\n// NOLINTEND(corolint-a)"), Texts{"1-3 !a; "});
  EXPECT_EQ(suppressionsIn("// NOLINTBEGIN\n// NOLINTBEGIN(corolint-a)\n\n// NOLINTEND(corolint-a)\n// NOLINTEND"),
            (Texts{"1-5 ; ", "2-4 !a; "}));
}

TEST(Suppression, AHalfPairSilencesNothing) {
  EXPECT_EQ(suppressionsIn("// NOLINTBEGIN(corolint-a)\nsave();"), Texts{"0 !a; "});
  EXPECT_EQ(suppressionsIn("// NOLINTEND(corolint-a)\nsave();"), Texts{"0 !a; "});
}

TEST(Suppression, GlobsNameSeveralRules) {
  EXPECT_EQ(suppressionsIn("// NOLINT(corolint-*)"), Texts{"1 !*; "});
  EXPECT_EQ(suppressionsIn("// NOLINT(corolint-block*)"), Texts{"1 !block*; "});
  EXPECT_EQ(suppressionsIn("// NOLINT(*)"), Texts{"1 *; "});
  EXPECT_EQ(suppressionsIn("// NOLINT(coro*)"), Texts{"1 *; "});
}

TEST(Suppression, ListsOfClangTidyAreLeftAlone) {
  EXPECT_EQ(suppressionsIn("// NOLINT(bugprone-*)"), Texts{});
  EXPECT_EQ(suppressionsIn("// NOLINT(bugprone-x, corolint-a)"), Texts{"1 !a; "});
  EXPECT_EQ(suppressionsIn("// NOLINT()"), Texts{});
}

TEST(Suppression, OnlyTheWholeWordCounts) { EXPECT_EQ(suppressionsIn("// NOLINTER, SNOLINT and NOLINT_X"), Texts{}); }

TEST(Suppression, IgnoreBehindCodeSpeaksOfItsLine) {
  EXPECT_EQ(suppressionsIn("save(); // corolint: ignore a: why"), Texts{"1 !a; why"});
  EXPECT_EQ(suppressionsIn("save(); // corolint: ignore a, b"), Texts{"1 !a,b; "});
  EXPECT_EQ(suppressionsIn("save(); // corolint: ignore: why"), Texts{"1 !; why"});
  EXPECT_EQ(suppressionsIn("save(); // corolint: ignore"), Texts{"1 !; "});
}

TEST(Suppression, IgnoreAloneSpeaksOfTheNextLineOfCode) {
  EXPECT_EQ(suppressionsIn("// corolint: ignore a\nsave();"), Texts{"2 !a; "});
  EXPECT_EQ(suppressionsIn("// corolint: ignore a\n\n// more\n/* words */\nsave();"), Texts{"5 !a; "});
  EXPECT_EQ(suppressionsIn("/* corolint: ignore a: why */ save();"), Texts{"1 !a; why"});
  EXPECT_EQ(suppressionsIn("// corolint: ignore a\n"), Texts{"0 !a; "}); // no code follows
}

TEST(Suppression, ProseAboutIgnoreIsNone) {
  EXPECT_EQ(suppressionsIn("// write 'corolint: ignore a' behind it"), Texts{});
  EXPECT_EQ(suppressionsIn("// corolint: ignored"), Texts{});
}

TEST(Suppression, TheWordsInALiteralAreNone) {
  EXPECT_EQ(suppressionsIn("log(\"// NOLINT\"); log(R\"(// corolint: ignore a)\");"), Texts{});
}

TEST(Suppression, KnowsItsComment) {
  const std::vector<Suppression> found = findSuppressions("a.cpp", "a(); // NOLINT\nb();");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].comment, (Span{"a.cpp", 5, 14}));
}
