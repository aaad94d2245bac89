#include "report/Comments.h"

#include <gtest/gtest.h>

using namespace corolint;

static std::vector<std::string> commentsIn(llvm::StringRef text) {
  std::vector<std::string> result;
  for (const Comment &comment : findComments(text))
    result.push_back(text.slice(comment.begin, comment.end).str());
  return result;
}

using Texts = std::vector<std::string>;

TEST(Comments, BothKinds) {
  EXPECT_EQ(commentsIn("a(); // one\nb(/* two */);"), (Texts{"// one", "/* two */"}));
  EXPECT_EQ(commentsIn("// no line ending"), Texts{"// no line ending"});
  EXPECT_EQ(commentsIn("// windows\r\na();"), Texts{"// windows"});
  EXPECT_EQ(commentsIn("/* two\nlines */ a / b"), Texts{"/* two\nlines */"});
  EXPECT_EQ(commentsIn("/* never closed"), Texts{"/* never closed"});
  EXPECT_EQ(commentsIn("/*/ still open */"), Texts{"/*/ still open */"});
}

TEST(Comments, ABackslashContinuesALine) {
  EXPECT_EQ(commentsIn("// one \\\n two\nthree"), Texts{"// one \\\n two"});
  EXPECT_EQ(commentsIn("// one \\ \r\n two\nthree"), Texts{"// one \\ \r\n two"});
}

TEST(Comments, LiteralsHoldNone) {
  EXPECT_EQ(commentsIn(R"cpp("// no" u8"/* no */" "\" // no")cpp"), Texts{});
  EXPECT_EQ(commentsIn(R"cpp('/' '"' '\'' // yes)cpp"), Texts{"// yes"});
  EXPECT_EQ(commentsIn("\"a \\\n // no\" // yes"), Texts{"// yes"});
}

TEST(Comments, RawStringsHoldNone) {
  EXPECT_EQ(commentsIn("R\"(// no \" // no)\" // yes"), Texts{"// yes"});
  EXPECT_EQ(commentsIn("u8R\"x()\" // no)x\" // yes"), Texts{"// yes"});
  EXPECT_EQ(commentsIn("notR\"(\" // yes"), Texts{"// yes"});
}

TEST(Comments, AnApostropheBetweenDigitsOpensNothing) {
  EXPECT_EQ(commentsIn("int i = 1'000'000; // yes"), Texts{"// yes"});
  EXPECT_EQ(commentsIn("int i = 0xab'cd; // yes ' \n"), Texts{"// yes ' "});
}

TEST(Comments, ALiteralEndsWithItsLine) { EXPECT_EQ(commentsIn("#error don't\n// yes"), Texts{"// yes"}); }

TEST(Comments, AnyTextEnds) {
  for (const char *text : {"", "/", "\"", "'", "R\"", "R\"(", "1'", "\"\\", "'\\\r\n", "//\\", "/*"})
    findComments(text);
}
