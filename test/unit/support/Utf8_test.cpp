#include "support/Utf8.h"

#include <gtest/gtest.h>

using namespace corolint;

TEST(Utf8, ReadsCharactersOfOneToFourBytes) {
  EXPECT_EQ(characterAt("a", 0).length, 1u);
  EXPECT_EQ(characterAt("é", 0).length, 2u);
  EXPECT_EQ(characterAt("日", 0).codePoint, 0x65e5u);
  EXPECT_EQ(characterAt("😀", 0).length, 4u);
}

TEST(Utf8, AnInvalidByteIsACharacterOfItsOwn) {
  for (const char *invalid : {"\xff", "\x80", "\xc3", "\xe6\x97", "\xed\xa0\x80" /* a surrogate */}) {
    EXPECT_FALSE(characterAt(invalid, 0).valid) << invalid;
    EXPECT_EQ(characterAt(invalid, 0).length, 1u) << invalid;
  }
}

TEST(Utf8, FindsTheStartOfACharacter) {
  EXPECT_EQ(characterStart("a日b", 2), 1u);
  EXPECT_EQ(characterStart("a日b", 3), 1u);
  EXPECT_EQ(characterStart("a日b", 4), 4u);
  EXPECT_EQ(characterStart("a\x97", 1), 1u);
  EXPECT_EQ(characterStart("a", 9), 1u);
}
