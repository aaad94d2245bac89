#include "support/LineIndex.h"

#include <gtest/gtest.h>

#include <ostream>

using namespace corolint;

namespace corolint {
static void PrintTo(const LineColumn &place, std::ostream *out) { *out << place.line << ":" << place.column; }
} // namespace corolint

static LineColumn place(uint32_t line, uint32_t column) { return {line, column}; }

TEST(LineIndex, CountsLinesAndColumnsFromOne) {
  const LineIndex lines("ab\ncd");
  EXPECT_EQ(lines.at(0), place(1, 1));
  EXPECT_EQ(lines.at(2), place(1, 3)); // the line break itself
  EXPECT_EQ(lines.at(3), place(2, 1));
  EXPECT_EQ(lines.at(5), place(2, 3));
  EXPECT_EQ(lines.at(99), place(2, 3));
}

TEST(LineIndex, KnowsThreeLineEndings) {
  const LineIndex lines("a\nb\r\nc\rd\n");
  ASSERT_EQ(lines.lineCount(), 5u);
  EXPECT_EQ(lines.line(1), "a");
  EXPECT_EQ(lines.line(2), "b");
  EXPECT_EQ(lines.line(3), "c");
  EXPECT_EQ(lines.line(4), "d");
  EXPECT_EQ(lines.line(5), "");
  EXPECT_EQ(lines.line(0), "");
  EXPECT_EQ(lines.line(6), "");
}

TEST(LineIndex, AnEmptyTextHasOneLine) {
  EXPECT_EQ(LineIndex("").lineCount(), 1u);
  EXPECT_EQ(LineIndex("").at(0), place(1, 1));
}

// "aé日😀b" has 1 + 2 + 3 + 4 + 1 bytes.
TEST(LineIndex, EachEncodingCountsItsOwnUnits) {
  const LineIndex lines("aé日😀b");
  EXPECT_EQ(lines.at(10, Encoding::Utf8), place(1, 11));
  EXPECT_EQ(lines.at(10, Encoding::Utf16), place(1, 6)); // 😀 is a pair of surrogates
  EXPECT_EQ(lines.at(10, Encoding::Utf32), place(1, 5));
  for (const Encoding encoding : {Encoding::Utf8, Encoding::Utf16, Encoding::Utf32})
    for (const uint32_t offset : {0u, 1u, 3u, 6u, 10u, 11u})
      EXPECT_EQ(lines.offset(lines.at(offset, encoding), encoding), offset);
}

TEST(LineIndex, APlaceInsideACharacterIsItsStart) {
  const LineIndex lines("a😀b");
  EXPECT_EQ(lines.at(3, Encoding::Utf16), place(1, 2));
  EXPECT_EQ(lines.offset(place(1, 3), Encoding::Utf16), 1u); // between the surrogates
}

TEST(LineIndex, InvalidUtf8CountsOneUnitAByte) {
  EXPECT_EQ(LineIndex("\xff\xfe"
                      "b")
                .at(2, Encoding::Utf16),
            place(1, 3));
}

TEST(LineIndex, PlacesOutsideOfTheTextAreCut) {
  const LineIndex lines("ab\r\ncd");
  EXPECT_EQ(lines.offset(place(1, 99)), 2u); // before the line ending
  EXPECT_EQ(lines.offset(place(9, 1)), 6u);
  EXPECT_EQ(lines.offset(place(0, 5)), 0u);
  EXPECT_EQ(lines.offset(place(2, 0)), 4u);
}
