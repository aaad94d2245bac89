#include "support/Paths.h"

#include <gtest/gtest.h>

using namespace corolint;

TEST(Paths, BelowTheRootThePathIsRelative) {
  EXPECT_EQ(rootedPath("/p/a.cpp", "/p"), "a.cpp");
  EXPECT_EQ(rootedPath("/p/src/../a.h", "/p/"), "src/../a.h");
  EXPECT_EQ(rootedPath("/p", "/p"), ".");
}

TEST(Paths, ElsewhereThePathStays) {
  for (const char *path : {"/q/a.cpp", "/pp/a.cpp", "/p//a.cpp", "/p/", ""})
    EXPECT_EQ(rootedPath(path, "/p"), path);
  EXPECT_EQ(rootedPath("/p/a.cpp", ""), "/p/a.cpp");
}

TEST(Paths, WhatWasWrittenIsReadInAnyCheckout) {
  for (const char *path : {"/p/a.cpp", "/p", "/p//a.cpp", "/q/a.cpp", "/p/..", ""})
    EXPECT_EQ(unrootedPath(rootedPath(path, "/p"), "/p"), path);
  EXPECT_EQ(unrootedPath(rootedPath("/p/a.cpp", "/p"), "/other/"), "/other/a.cpp");
  EXPECT_EQ(unrootedPath(rootedPath("/p", "/p"), "/other"), "/other");
}
