#include "lsp/Uri.h"

#include <gtest/gtest.h>

using namespace corolint;

TEST(Uri, NamesAFile) {
  EXPECT_EQ(pathOfUri("file:///a/b.cpp"), "/a/b.cpp");
  EXPECT_EQ(pathOfUri("file:///a%20b/%C3%BC.cpp"), "/a b/\xc3\xbc.cpp");
  EXPECT_EQ(pathOfUri("file:///a%2fb/../c.cpp"), "/a/c.cpp");
  EXPECT_EQ(pathOfUri("file://localhost/a.cpp"), "/a.cpp");
}

TEST(Uri, EscapesThatAreNoneStay) {
  EXPECT_EQ(pathOfUri("file:///a%"), "/a%");
  EXPECT_EQ(pathOfUri("file:///a%4"), "/a%4");
  EXPECT_EQ(pathOfUri("file:///a%zz"), "/a%zz");
  EXPECT_EQ(pathOfUri("file:///a%41"), "/aA");
}

TEST(Uri, OtherSchemesAreNoFiles) {
  for (const char *uri : {"untitled:Untitled-1", "git:///a.cpp", "", "file:", "file://host", "/a.cpp"})
    EXPECT_EQ(pathOfUri(uri), std::nullopt) << uri;
}

TEST(Uri, OfAPathLeadsBackToIt) {
  for (const char *path : {"/a.cpp", "/a b/c#d?e%41.h", "/\xc3\xbc/\xff.cpp", "/c++/x+y&z.h"})
    EXPECT_EQ(pathOfUri(uriOfPath(path)), path);
  EXPECT_EQ(uriOfPath("/a b"), "file:///a%20b");
}
