#include "Folders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>

#include <filesystem>

namespace corolint::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const char *const page = "# lost-task\n\nA task is lost.\n\n## What it finds\nText.\n\n## Why\nText.\n\n"
                         "## Example\n```cpp\nsave(); // expect: lost-task\n```\n\n"
                         "## Use instead\n```cpp\nco_await save();\n```\n\n## Limits\nText.\n";

/// A rule's folder on disk, complete until a test breaks it.
class FoldersTest : public testing::Test {
protected:
  FoldersTest() {
    llvm::SmallString<128> path;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("corolint-folders", path));
    root = path.str().str();
    write("rule.cpp", "");
    write("rule.md", page);
    write("test/bad_lost.cpp", "void bad_one() {\n  save(); // expect: lost-task\n}\n");
    write("test/ok_kept.cpp", "void ok_one() {}\n");
  }
  ~FoldersTest() override { std::filesystem::remove_all(root); }

  void write(const std::string &name, llvm::StringRef text) {
    const std::string path = root + "/lost-task/" + name;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::error_code error;
    llvm::raw_fd_ostream(path, error) << text;
    ASSERT_FALSE(error) << error.message();
  }

  CaseFolder read() const { return readRuleFolder(root + "/lost-task", {}, {"prelude.h", {}}); }

  std::vector<std::string> mistakes() const {
    std::vector<std::string> texts;
    for (const Failure &failure : read().failures)
      texts.push_back(failure.path.substr(root.size() + 1) + ": " + failure.what);
    return texts;
  }

  std::string root;
};

TEST_F(FoldersTest, BlocksAndFilesAreCases) {
  const CaseFolder folder = read();
  EXPECT_THAT(folder.failures, IsEmpty());
  ASSERT_THAT(folder.cases, SizeIs(4));
  EXPECT_EQ(folder.cases[0].path, root + "/lost-task/rule.md");
  EXPECT_EQ(folder.cases[0].text, std::string(12, '\n') + "save(); // expect: lost-task\n");
  EXPECT_THAT(folder.cases[0].flags, Contains("prelude.h"));
  EXPECT_THAT(folder.cases[2].unit, HasSubstr("test/bad_lost.cpp"));
}

TEST_F(FoldersTest, StrayFilesAreTold) {
  write("notes.txt", "");
  write("test/helper.py", "");
  EXPECT_THAT(mistakes(), Contains(HasSubstr("lost-task/notes.txt: does not belong here")));
  EXPECT_THAT(mistakes(), Contains(HasSubstr("test/helper.py: does not belong here")));
}

TEST_F(FoldersTest, NamesOfFilesPromise) {
  write("test/bad_lost.cpp", "int x;\n");
  write("test/ok_kept.cpp", "int x = save(); // expect: lost-task\n");
  write("test/anything.cpp", "int y = save(); // miss: lost-task the type is erased\n");
  write("test/miss_erased.cpp", "int y;\n");
  write("test/false_kept.cpp", "int y;\n");
  EXPECT_THAT(mistakes(), Contains(HasSubstr("bad_lost.cpp: is called 'bad_' and expects nothing")));
  EXPECT_THAT(mistakes(), Contains(HasSubstr("ok_kept.cpp: a mark in a file that is called 'ok_'")));
  EXPECT_THAT(mistakes(), Contains(HasSubstr("anything.cpp: known misses")));
  EXPECT_THAT(mistakes(), Contains(HasSubstr("miss_erased.cpp: known misses")));
  EXPECT_THAT(mistakes(), Contains(HasSubstr("false_kept.cpp: known false alarms")));
}

TEST_F(FoldersTest, APageShowsBothSides) {
  write("rule.md", llvm::StringRef(page).take_until([](char c) { return c == '`'; }));
  EXPECT_THAT(mistakes(), Contains(HasSubstr("needs a code block with an '// expect:'")));
}

TEST_F(FoldersTest, CasesAreNeeded) {
  std::filesystem::remove_all(root + "/lost-task/test");
  EXPECT_THAT(mistakes(), Contains(HasSubstr("the rule has no cases")));
}

} // namespace
} // namespace corolint::test
