#include "report/HtmlDiff.h"

#include <gmock/gmock.h>
#include <llvm/Support/VirtualFileSystem.h>

namespace corolint::test {
namespace {

using testing::ElementsAre;

std::vector<std::string> rows(const std::string &text, std::vector<Edit> edits) {
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  files->addFile("/a.cpp", 0, llvm::MemoryBuffer::getMemBufferCopy(text));
  SourceText sources(files);
  std::vector<std::string> shown;
  for (const FileDiff &diff : diffOf({"title", true, std::move(edits)}, sources))
    for (const DiffRow &row : diff.rows)
      shown.push_back(row.sign + std::to_string(row.number) + row.text);
  return shown;
}

Edit edit(uint32_t begin, uint32_t end, std::string text) { return {{"/a.cpp", begin, end}, std::move(text)}; }

TEST(HtmlDiff, ShowsOldLinesWithTheirNumbers) {
  EXPECT_THAT(rows("1\n2\n3\n", {edit(2, 3, "two")}), ElementsAre(" 1"
                                                                  "1",
                                                                  "-2"
                                                                  "2",
                                                                  "+0two",
                                                                  " 3"
                                                                  "3"));
}

TEST(HtmlDiff, NumbersLinesDeepInAFileRight) {
  std::string text;
  for (int i = 10; i < 60; ++i)
    text += std::to_string(i) + ";\n";
  EXPECT_THAT(rows(text, {edit(160, 162, "fifty")}),
              ElementsAre(" 3847;", " 3948;", " 4049;", "-4150;", "+0fifty;", " 4251;", " 4352;", " 4453;"));
}

TEST(HtmlDiff, LeavesOutLinesBetweenEditsThatLieApart) {
  EXPECT_THAT(rows("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n", {edit(0, 1, "A"), edit(18, 19, "J")}),
              ElementsAre("-1a", "+0A", " 2b", " 3c", " 4d", "@0", " 7g", " 8h", " 9i", "-10j", "+0J"));
}

TEST(HtmlDiff, IsEmptyForWhatCannotBeApplied) {
  EXPECT_THAT(rows("abc\n", {edit(0, 99, "x")}), ElementsAre());
  EXPECT_THAT(rows("abc\n", {{{"/missing.cpp", 0, 1}, "x"}}), ElementsAre());
}

} // namespace
} // namespace corolint::test
