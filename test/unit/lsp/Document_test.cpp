#include "lsp/Document.h"

#include <gtest/gtest.h>

#include <random>

using namespace corolint;

static const std::vector<Encoding> encodings = {Encoding::Utf8, Encoding::Utf16, Encoding::Utf32};

static TextChange replaced(Place begin, Place end, std::string text) {
  return {PlaceRange{begin, end}, std::move(text)};
}

static std::string part(const Document &document, const Span &span) {
  return document.text().substr(span.begin, span.end - span.begin);
}

TEST(Document, TakesChangesOneAfterTheOther) {
  Document document("/a.cpp", 1, "one\ntwo\n");
  document.change(2, {replaced({0, 3}, {1, 0}, " "), replaced({0, 0}, {0, 3}, "1")}, Encoding::Utf16);
  EXPECT_EQ(document.text(), "1 two\n");
  EXPECT_EQ(document.version(), 2);
}

TEST(Document, CountsInTheClientsUnits) {
  const std::string line = "\xf0\x9f\x98\x80x"; // a character of 4 bytes, 2 UTF-16 units
  const std::vector<uint32_t> columns = {4, 2, 1};
  for (std::size_t i = 0; i < encodings.size(); ++i) {
    Document document("/a.cpp", 1, line);
    EXPECT_EQ(document.range({"/a.cpp", 4, 5}, encodings[i]).begin.character, columns[i]);
    document.change(2, {replaced({0, columns[i]}, {0, columns[i] + 1}, "y")}, encodings[i]);
    EXPECT_EQ(document.text(), "\xf0\x9f\x98\x80y");
  }
}

TEST(Document, TakesPlacesOutsideForTheNearestInside) {
  for (const Encoding encoding : encodings) {
    Document document("/a.cpp", 1, "a\r\nb");
    document.change(2, {replaced({0, 99}, {0, UINT32_MAX}, "!"), replaced({99, 0}, {UINT32_MAX, UINT32_MAX}, "?")},
                    encoding);
    EXPECT_EQ(document.text(), "a!\r\nb?");
  }
}

TEST(Document, FollowsASpanThroughEditsBesideIt) {
  Document document("/a.cpp", 1, "aa bb cc");
  const Span span{"/a.cpp", 3, 5};
  document.change(2, {replaced({0, 0}, {0, 2}, "long\n")}, Encoding::Utf8);
  document.change(3, {replaced({1, 4}, {1, 6}, "")}, Encoding::Utf8);
  ASSERT_TRUE(document.moved(span, 1));
  EXPECT_EQ(part(document, *document.moved(span, 1)), "bb");
  EXPECT_EQ(document.moved(span, 3), span);
}

TEST(Document, LosesASpanThatIsEdited) {
  Document document("/a.cpp", 1, "aa bb cc");
  document.change(2, {replaced({0, 4}, {0, 4}, "x")}, Encoding::Utf8);
  EXPECT_FALSE(document.moved({"/a.cpp", 3, 5}, 1));
  EXPECT_TRUE(document.moved({"/a.cpp", 6, 8}, 1));
}

TEST(Document, OfAWholeNewTextOnlyTheDifferenceCounts) {
  Document document("/a.cpp", 1, "aa bb cc");
  document.change(2, {{std::nullopt, "aa more bb cc"}}, Encoding::Utf8);
  ASSERT_TRUE(document.moved({"/a.cpp", 6, 8}, 1));
  EXPECT_EQ(part(document, *document.moved({"/a.cpp", 6, 8}, 1)), "cc");
  EXPECT_EQ(document.editedAt(), 3u);
}

static std::string randomText(std::mt19937 &chance, std::size_t most) {
  static const std::vector<std::string> pieces = {"a",  "\n",   "\r\n", "\r", "\xc3\xbc", "\xf0\x9f\x98\x80",
                                                  "\t", "\xff", "\xc3", ""};
  std::string text;
  for (std::size_t i = chance() % (most + 1); i > 0; --i)
    text += pieces[chance() % pieces.size()];
  return text;
}

// Whatever bytes there are and however they are counted: a place leads to an offset of a character, and back to itself.
TEST(Document, PlacesAndOffsetsAgreeInAnyText) {
  std::mt19937 chance(7); // NOLINT(bugprone-random-generator-seed): the same texts in each run
  for (int round = 0; round < 3000; ++round) {
    const Encoding encoding = encodings[chance() % encodings.size()];
    const Document document("/a.cpp", 1, randomText(chance, 30));
    const Place place{static_cast<uint32_t>(chance() % 12), static_cast<uint32_t>(chance() % 12)};
    const uint32_t offset = document.offset(place, encoding);
    ASSERT_LE(offset, document.text().size());
    const Place back = document.range({"/a.cpp", offset, offset}, encoding).begin;
    EXPECT_EQ(document.offset(back, encoding), offset);
    EXPECT_LE(back, place);
  }
}

// The text after an edit is the text before it with the bytes between both places replaced, and no other.
TEST(Document, RandomEditsReplaceWhatLiesBetweenTheirPlaces) {
  std::mt19937 chance(11); // NOLINT(bugprone-random-generator-seed): the same texts in each run
  for (int round = 0; round < 300; ++round) {
    const Encoding encoding = encodings[chance() % encodings.size()];
    Document document("/a.cpp", 0, randomText(chance, 30));
    for (int version = 1; version < 20; ++version) {
      const std::string before = document.text(), typed = randomText(chance, 4);
      const Place a{static_cast<uint32_t>(chance() % 8), static_cast<uint32_t>(chance() % 8)};
      const Place b{static_cast<uint32_t>(chance() % 8), static_cast<uint32_t>(chance() % 8)};
      const auto [begin, end] = std::minmax({document.offset(a, encoding), document.offset(b, encoding)});
      document.change(version, {replaced(a, b, typed)}, encoding);
      ASSERT_EQ(document.text(), before.substr(0, begin) + typed + before.substr(end));
    }
  }
}
