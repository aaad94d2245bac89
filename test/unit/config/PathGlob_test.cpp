#include "config/PathGlob.h"

#include <gtest/gtest.h>

using namespace corolint;

TEST(PathGlob, AStarStaysInItsFolder) {
  EXPECT_TRUE(matchesPath("src/*.cpp", "src/a.cpp"));
  EXPECT_FALSE(matchesPath("src/*.cpp", "src/sub/a.cpp"));
  EXPECT_FALSE(matchesPath("*.cpp", "src/a.cpp"));
  EXPECT_TRUE(matchesPath("src/?.[ch]pp", "src/a.hpp"));
}

TEST(PathGlob, TwoStarsAreAnyNumberOfFolders) {
  for (const char *path : {"a.h", "src/a.h", "src/sub/a.h"})
    EXPECT_TRUE(matchesPath("**/a.h", path)) << path;
  EXPECT_TRUE(matchesPath("test/**", "test/unit/a.cpp"));
  EXPECT_FALSE(matchesPath("test/**", "src/test/a.cpp"));
  EXPECT_TRUE(matchesPath("src/**/gen/*.h", "src/a/gen/b/gen/c.h"));
  EXPECT_TRUE(matchesPath("**/a/**/b.h", "a/a/x/b.h"));
  EXPECT_FALSE(matchesPath("**/a/**/b.h", "a/a/x/b.hpp"));
}

TEST(PathGlob, BracesAreAlternatives) {
  EXPECT_TRUE(matchesPath("{src,lib}/*.{h,cpp}", "lib/a.cpp"));
  EXPECT_FALSE(matchesPath("{src,lib}/*.{h,cpp}", "test/a.cpp"));
}

TEST(PathGlob, APlainPathMeansTheFileOrAllBelowTheFolder) {
  EXPECT_TRUE(matchesPath("src/a.cpp", "src/a.cpp"));
  EXPECT_TRUE(matchesPath("./third_party", "third_party/lib/a.cpp"));
  EXPECT_TRUE(matchesPath("gen*/", "generated/a.cpp"));
  EXPECT_FALSE(matchesPath("third_party", "third_party2/a.cpp"));
}

TEST(PathGlob, MistakesAreNamed) {
  EXPECT_EQ(toString(checkPathGlob("src/**/*.cpp")), "");
  EXPECT_EQ(toString(checkPathGlob("../other/*")), "'../other/*' leaves the folder of the config file");
  EXPECT_EQ(toString(checkPathGlob("src/[a")), "'src/[a' is no pattern for paths: invalid glob pattern, unmatched '['");
  EXPECT_FALSE(matchesPath("src/[a", "src/[a"));
}

TEST(PathGlob, ManyStarsCostNoExponentialTime) {
  std::string pattern, path;
  for (int i = 0; i < 200; ++i) {
    pattern += "**/a/";
    path += "a/";
  }
  EXPECT_FALSE(matchesPath(pattern + "b.h", path + "a/a/a/c.h"));
}
