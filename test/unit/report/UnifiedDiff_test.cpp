#include "report/UnifiedDiff.h"

#include <gtest/gtest.h>

namespace corolint::test {
namespace {

std::string diff(llvm::StringRef before, llvm::StringRef after) {
  std::string text;
  llvm::raw_string_ostream out(text);
  writeUnifiedDiff("src/a.cpp", before, after, out);
  return text;
}

TEST(UnifiedDiff, IsEmptyForEqualTexts) { EXPECT_EQ(diff("a\nb\n", "a\nb\n"), ""); }

TEST(UnifiedDiff, ShowsAChangedLineInItsContext) {
  EXPECT_EQ(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- a/src/a.cpp\n"
            "+++ b/src/a.cpp\n"
            "@@ -2,7 +2,7 @@\n"
            " 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, AddsBeforeTheFirstLine) {
  EXPECT_EQ(diff("b\n", "a\nb\n"), "--- a/src/a.cpp\n+++ b/src/a.cpp\n@@ -1,1 +1,2 @@\n+a\n b\n");
}

TEST(UnifiedDiff, TellsOfAMissingLineEnd) {
  EXPECT_EQ(diff("a", "b"), "--- a/src/a.cpp\n+++ b/src/a.cpp\n@@ -1,1 +1,1 @@\n"
                            "-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n");
}

TEST(UnifiedDiff, MakesOneHunkOfChangesThatAreNear) {
  const std::string text = diff("1\n2\n3\n4\n5\n", "one\n2\n3\n4\nfive\n");
  EXPECT_EQ(text.find("@@"), text.rfind("@@ -1,5")); // one header only
}

TEST(UnifiedDiff, LetsNoControlByteOfThePathThrough) {
  std::string text;
  llvm::raw_string_ostream out(text);
  writeUnifiedDiff("a\x1b.cpp", "1\n", "2\n", out);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

} // namespace
} // namespace corolint::test
