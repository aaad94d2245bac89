#include "support/AtomicFile.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace corolint;
namespace fs = std::filesystem;

namespace {
/// A folder of its own for each test.
class AtomicFile : public testing::Test {
protected:
  AtomicFile() { fs::create_directory(folder); }
  ~AtomicFile() override { fs::remove_all(folder); }

  std::string at(const char *name) const { return (folder / name).string(); }
  std::string write(const char *name, const char *content) { return toString(writeFileAtomically(at(name), content)); }

  std::string read(const char *name) const {
    std::ostringstream text;
    text << std::ifstream(folder / name).rdbuf();
    return text.str();
  }

  std::size_t fileCount() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
  }

  fs::path folder = fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};
} // namespace

TEST_F(AtomicFile, WritesANewFile) {
  EXPECT_EQ(write("a", "new"), "");
  EXPECT_EQ(read("a"), "new");
  EXPECT_EQ(fileCount(), 1u); // nothing temporary stays
}

TEST_F(AtomicFile, ReplacesAndKeepsTheMode) {
  std::ofstream(at("a")) << "a longer old text";
  fs::permissions(at("a"), fs::perms(0751));
  EXPECT_EQ(write("a", "new"), "");
  EXPECT_EQ(read("a"), "new");
  EXPECT_EQ(fs::status(at("a")).permissions(), fs::perms(0751));
}

TEST_F(AtomicFile, WritesThroughLinks) {
  std::ofstream(at("real")) << "old";
  fs::create_symlink("real", at("link"));
  fs::create_symlink("link", at("linkToLink"));
  EXPECT_EQ(write("linkToLink", "new"), "");
  EXPECT_TRUE(fs::is_symlink(at("linkToLink")));
  EXPECT_EQ(read("real"), "new");
}

TEST_F(AtomicFile, CreatesWhatALinkPointsTo) {
  fs::create_symlink("missing", at("link"));
  EXPECT_EQ(write("link", "new"), "");
  EXPECT_TRUE(fs::is_symlink(at("link")));
  EXPECT_EQ(read("missing"), "new");
}

TEST_F(AtomicFile, NamesThePathOnError) {
  EXPECT_EQ(write("no/such/folder", ""), at("no/such/folder") + ": cannot be written: No such file or directory");
  EXPECT_EQ(fileCount(), 0u);
}

TEST_F(AtomicFile, DoesNotReplaceAFolder) {
  fs::create_directory(at("d"));
  EXPECT_NE(write("d", "text"), "");
  EXPECT_TRUE(fs::is_directory(at("d")));
  EXPECT_EQ(fileCount(), 1u);
}

TEST_F(AtomicFile, ALoopOfLinksIsAnError) {
  fs::create_symlink("b", at("a"));
  fs::create_symlink("a", at("b"));
  EXPECT_NE(write("a", "text"), "");
  EXPECT_TRUE(fs::is_symlink(at("a")));
}

TEST_F(AtomicFile, ADeviceStaysADevice) {
  EXPECT_EQ(toString(writeFileAtomically("/dev/null", "text")), "");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}
