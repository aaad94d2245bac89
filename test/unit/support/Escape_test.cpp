#include "support/Escape.h"

#include <gtest/gtest.h>

using namespace corolint;

TEST(Escape, TextThatIsSafeStays) {
  EXPECT_EQ(printable("plain"), "plain");
  EXPECT_EQ(printable("größe 日本 😀"), "größe 日本 😀");
  EXPECT_EQ(printable(R"(C:\temp)"), R"(C:\temp)");
}

TEST(Escape, ControlCharactersCannotActOnTheTerminal) {
  EXPECT_EQ(printable("\x1b[2Jgone"), "\\x1b[2Jgone");
  EXPECT_EQ(printable("a\nb\rc"), "a\\x0ab\\x0dc");
  EXPECT_EQ(printable("\x7f"), "\\x7f");
  EXPECT_EQ(printable("\u009b"), "\\u009b"); // CSI as one character
  EXPECT_EQ(printable(llvm::StringRef("\0", 1)), "\\x00");
}

TEST(Escape, NothingReversesTheDirectionOrBreaksTheLine) {
  EXPECT_EQ(printable("\u202Eevil"), "\\u202eevil");
  EXPECT_EQ(printable("\u2066\u2069"), "\\u2066\\u2069");
  EXPECT_EQ(printable("\u2028"), "\\u2028");
}

TEST(Escape, InvalidUtf8IsShownByteByByte) { EXPECT_EQ(printable("\xff\xe6\x97!"), "\\xff\\xe6\\x97!"); }

TEST(Escape, TabsStayOnlyOnDemand) {
  EXPECT_EQ(printable("\t"), "\\x09");
  EXPECT_EQ(printable("\té", /*keepTabs=*/true), "\té");
}
