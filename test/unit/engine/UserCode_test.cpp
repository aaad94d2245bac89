#include "engine/UserCode.h"

#include <gtest/gtest.h>

using namespace corolint;

using Folders = std::vector<std::string>;

TEST(UserCode, AFolderBelowAnotherChangesNothing) {
  EXPECT_EQ(neededFolders({"/p/src", "/p", "/p/src/net"}), Folders{"/p"});
  EXPECT_EQ(neededFolders({"/p", "/p"}), Folders{"/p"});
  EXPECT_EQ(neededFolders({"/q", "/p", "/pp"}), (Folders{"/p", "/pp", "/q"}));
}

TEST(UserCode, AThirdPartysFolderThatWasNamedCounts) {
  EXPECT_EQ(neededFolders({"/p", "/p/vendor/lib"}), (Folders{"/p", "/p/vendor/lib"}));
}

// What is left out must judge every header as before.
TEST(UserCode, TheNeededFoldersJudgeAsAllDo) {
  const Folders all = {"/p", "/p/src", "/p/vendor/lib", "/p/vendor/lib/include", "/q/third_party"};
  auto before = userCodeBelow(all, ""), after = userCodeBelow(neededFolders(all), "");
  ASSERT_TRUE(before && after);
  for (const char *header : {"/p/a.h", "/p/src/a.h", "/p/src/external/a.h", "/p/vendor/a.h", "/p/vendor/lib/a.h",
                             "/p/vendor/lib/include/deps/a.h", "/q/third_party/a.h", "/q/a.h", "/r/a.h"})
    EXPECT_EQ((*before)(header, false), (*after)(header, false)) << header;
}
