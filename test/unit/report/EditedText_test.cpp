#include "report/EditedText.h"

#include <gtest/gtest.h>

namespace corolint::test {
namespace {

Edit edit(uint32_t begin, uint32_t end, std::string text) { return {{"a.cpp", begin, end}, std::move(text)}; }

TEST(Edits, ReplaceInsertAndDelete) {
  EditedText edited("one two three");
  EXPECT_TRUE(edited.add({edit(4, 7, "2"), edit(0, 0, "zero ")}));
  EXPECT_TRUE(edited.add({edit(7, 13, "")}));
  EXPECT_EQ(edited.text(), "zero one 2");
}

TEST(Edits, OverlappingOnesAreRefusedAsAWhole) {
  EditedText edited("one two three");
  EXPECT_TRUE(edited.add({edit(4, 7, "2")}));
  EXPECT_FALSE(edited.add({edit(0, 0, "x"), edit(6, 9, "y")}));
  EXPECT_EQ(edited.text(), "one 2 three");
}

TEST(Edits, TheSameOneCountsOnce) {
  EditedText edited("f();\n");
  EXPECT_TRUE(edited.add({edit(0, 0, "#include <a>\n")}));
  EXPECT_TRUE(edited.add({edit(0, 0, "#include <a>\n"), edit(0, 0, "co_await ")}));
  EXPECT_EQ(edited.text(), "#include <a>\nco_await f();\n");
}

TEST(Edits, OutsideOfTheTextAreRefused) {
  EditedText edited("one");
  EXPECT_FALSE(edited.add({edit(2, 9, "")}));
  EXPECT_FALSE(edited.add({edit(2, 1, "")}));
}

TEST(Edits, MovePlaces) {
  EditedText edited("one two three");
  EXPECT_TRUE(edited.add({edit(0, 0, "zero "), edit(4, 7, "2")}));
  EXPECT_EQ(edited.moved(0), 5u);
  EXPECT_EQ(edited.moved(8), 11u);
}

} // namespace
} // namespace corolint::test
