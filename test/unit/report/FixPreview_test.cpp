#include "report/FixPreview.h"

#include <gtest/gtest.h>

using namespace corolint;

static const std::string code = "#include \"a.h\"\n"
                                "void f() {\n"
                                "  save(x);\n"
                                "}\n";

/// Replaces `old` in `code`, or inserts before it where `by` ends with "|".
static Edit edit(const std::string &old, std::string by) {
  const auto begin = static_cast<uint32_t>(code.find(old));
  const bool inserts = by.ends_with("|");
  if (inserts)
    by.pop_back();
  return {{"/a.cpp", begin, inserts ? begin : begin + static_cast<uint32_t>(old.size())}, by};
}

static std::string preview(std::vector<Edit> edits) {
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  files->addFile("/a.cpp", 0, llvm::MemoryBuffer::getMemBuffer(code));
  SourceText sources(files);
  std::string result = "\n";
  llvm::raw_string_ostream out(result);
  for (const PreviewLine &line : previewFix({"", true, std::move(edits)}, sources))
    writeLine(line.line, line.number, line.sign, Paint{}, out);
  return result;
}

TEST(FixPreview, ShowsWhatIsInserted) {
  EXPECT_EQ(preview({edit("save", "co_await |")}), R"(
    3 |   co_await save(x);
      |   ++++++++
)");
}

TEST(FixPreview, ShowsWhatIsReplaced) {
  EXPECT_EQ(preview({edit("save", "store")}), R"(
    3 |   store(x);
      |   ~~~~~
)");
}

TEST(FixPreview, ShowsALineWithoutWhatIsRemoved) {
  EXPECT_EQ(preview({edit("x", "")}), R"(
    3 |   save();
)");
}

TEST(FixPreview, SeveralEditsOfALineAreOneLine) {
  EXPECT_EQ(preview({edit(";", ", detached)|"), edit("save", "spawn(|")}), R"(
    3 |   spawn(save(x), detached);
      |   ++++++       +++++++++++
)");
}

TEST(FixPreview, ShowsLinesThatAreAdded) {
  EXPECT_EQ(preview({edit("save", "co_await |"), edit("void", "#include <asio.hpp>\n|")}), R"(
    2 + #include <asio.hpp>
    3 |   co_await save(x);
      |   ++++++++
)");
  EXPECT_EQ(preview({edit("\nvoid", "\n#include <asio.hpp>|")}), R"(
    2 + #include <asio.hpp>
)");
}

TEST(FixPreview, ALargeRewriteIsNotShown) {
  EXPECT_EQ(preview({edit("void f() {\n  save(x);", "int g() {")}), "\n");
  EXPECT_EQ(preview({edit("void", "1\n2\n3\n4\n5\n6\n7\n8\n9\n|")}), "\n");
}

TEST(FixPreview, EditsThatOverlapOrLieOutsideBreakNothing) {
  preview({edit("save", "a"), edit("ave(", "b")});
  preview({{{"/a.cpp", 9999, 99999}, "x"}, {{"/none.cpp", 0, 1}, "x"}, {{"/a.cpp", 5, 2}, "x"}});
}
