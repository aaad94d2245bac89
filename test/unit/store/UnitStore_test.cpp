#include "store/UnitStore.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

using namespace corolint;
namespace fs = std::filesystem;

namespace {
/// A project and a cache of their own for each test.
class Store : public testing::Test {
protected:
  Store() {
    fs::remove_all(folder);
    fs::create_directories(folder / "src");
    write("a.h", "int a;");
  }
  ~Store() override { fs::remove_all(folder); }

  std::string at(const char *name) const { return (folder / "src" / name).string(); }
  void write(const char *name, const char *text) const { std::ofstream(at(name)) << text; }

  StoreOptions options(uint64_t limit = 1 << 20) {
    return {(folder / "cache").string(), (folder / "src").string(), limit,
            [this](const std::string &line) { warnings.push_back(line); }};
  }

  /// Depends on the file, on a header that is not there, and on what else lies in the folder.
  UnitResult unit(const char *message = "found") const {
    UnitResult result;
    result.report.problems = {{at("a.h"), message}};
    result.inputs = {{at("a.h"), InputKind::File, digestOf("int a;")},
                     {at("absent.h"), InputKind::Absent, {}},
                     {(folder / "src").string(), InputKind::Folder, {}}};
    return result;
  }

  std::string found(const Digest &key) {
    const auto result = UnitStore(options()).find(key);
    return result ? result->report.problems.at(0).message : "nothing";
  }

  void keep(const Digest &key, const UnitResult &result) { UnitStore(options()).keep(key, result); }

  fs::path folder = fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
  std::vector<std::string> warnings;
};

constexpr Digest key = {1, 2}, otherKey = {1, 3};
} // namespace

TEST_F(Store, FindsWhatAnEarlierRunKept) {
  EXPECT_EQ(found(key), "nothing");
  keep(key, unit());
  EXPECT_EQ(found(key), "found");
  EXPECT_EQ(found(otherKey), "nothing");
  EXPECT_TRUE(warnings.empty());
}

TEST_F(Store, FindsNothingOnceAFileHasChanged) {
  keep(key, unit());
  write("a.h", "int b;");
  EXPECT_EQ(found(key), "nothing");
  write("a.h", "int a;");
  EXPECT_EQ(found(key), "found");
  fs::remove(at("a.h"));
  EXPECT_EQ(found(key), "nothing");
}

TEST_F(Store, FindsNothingOnceAnAbsentHeaderIsThere) {
  keep(key, unit());
  write("absent.h", "");
  EXPECT_EQ(found(key), "nothing");
}

TEST_F(Store, KeepsStatesSideBySide) {
  keep(key, unit("with a"));
  write("a.h", "int b;");
  UnitResult other = unit("with b");
  other.inputs[0].content = digestOf("int b;");
  keep(key, other);
  EXPECT_EQ(found(key), "with b");
  write("a.h", "int a;");
  EXPECT_EQ(found(key), "with a");
}

TEST_F(Store, TheSameStateIsKeptOnce) {
  keep(key, unit("old"));
  keep(key, unit("young"));
  EXPECT_EQ(found(key), "young");
  EXPECT_EQ(UnitStore(options()).size()->units, 1u);
  EXPECT_EQ(UnitStore(options()).size()->inputs, 3u);
}

// A file that changed while it was read has no content that could be found again.
TEST_F(Store, AnUnknownContentIsNeverFoundUnchanged) {
  UnitResult result = unit();
  result.inputs[0].content = {};
  keep(key, result);
  EXPECT_EQ(found(key), "nothing");
}

TEST_F(Store, AFolderInPlaceOfAFileIsAChange) {
  keep(key, unit());
  fs::remove(at("a.h"));
  fs::create_directory(at("a.h"));
  EXPECT_EQ(found(key), "nothing");
}

TEST_F(Store, ListingsAreComparedWhateverTheirOrder) {
  UnitResult result = unit();
  result.inputs = {{(folder / "src").string(), InputKind::Listing, digestOfEntries({"b.h", "a.h"})}};
  keep(key, result);
  EXPECT_EQ(found(key), "nothing");
  write("b.h", "");
  EXPECT_EQ(found(key), "found");
}

TEST_F(Store, ServesACheckoutThatHasMoved) {
  keep(key, unit());
  fs::rename(folder / "src", folder / "moved");
  StoreOptions moved = options();
  moved.root = (folder / "moved").string();
  const auto result = UnitStore(moved).find(key);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->report.problems[0].path, (folder / "moved" / "a.h").string());
}

TEST_F(Store, TheLongestUnusedGoesFirst) {
  for (uint64_t i = 0; i < 50; ++i)
    keep({i, i}, unit(std::string(20000, 'x').c_str()));
  UnitStore(options(400000)).keep({50, 50}, unit("last"));
  EXPECT_EQ(found({0, 0}), "nothing");
  EXPECT_EQ(found({50, 50}), "last");
  const StoreSize size = *UnitStore(options()).size();
  EXPECT_LE(size.bytes, 400000u);
  EXPECT_GT(size.units, 5u);
  EXPECT_EQ(size.inputs, 3u);
}

TEST_F(Store, CanBeEmptied) {
  keep(key, unit());
  EXPECT_TRUE(UnitStore(options()).clear());
  EXPECT_EQ(found(key), "nothing");
  EXPECT_EQ(UnitStore(options()).size()->inputs, 0u);
}

TEST_F(Store, WithoutAPlaceFindsNothingAndSaysSoOnce) {
  write("file", "");
  StoreOptions nowhere = options();
  nowhere.folder = at("file") + "/cache";
  UnitStore store(nowhere);
  store.keep(key, unit());
  EXPECT_FALSE(store.find(key));
  EXPECT_FALSE(store.size());
  EXPECT_FALSE(store.clear());
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_NE(warnings[0].find("no place for the cache"), std::string::npos);
}

TEST_F(Store, OddNamesOfFoldersAreFolders) {
  StoreOptions odd = options();
  odd.folder = (folder / "50% off?immutable=1#x").string();
  UnitStore(odd).keep(key, unit());
  EXPECT_TRUE(UnitStore(odd).find(key));
  EXPECT_TRUE(fs::exists(UnitStore::fileIn(odd.folder)));
}
