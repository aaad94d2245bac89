#include "report/SourceText.h"

#include <gtest/gtest.h>

using namespace corolint;

TEST(SourceText, GivesLinesOfFiles) {
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  files->addFile("/a.cpp", 0, llvm::MemoryBuffer::getMemBuffer("one\ntwo\n"));
  SourceText sources(files);
  EXPECT_EQ(sources.file("/a.cpp")->lines.line(2), "two");
  EXPECT_EQ(sources.range({"/a.cpp", 4, 7})->begin, (LineColumn{2, 1}));
  EXPECT_EQ(sources.range({"/a.cpp", 4, 7})->end, (LineColumn{2, 4}));
}

TEST(SourceText, KnowsNoPlaceInWhatCannotBeRead) {
  SourceText sources;
  for (const char *path : {"/no/such/file", "/", "/dev/zero", ""}) {
    EXPECT_EQ(sources.file(path), nullptr) << path;
    EXPECT_FALSE(sources.range({path, 0, 1})) << path;
  }
}
