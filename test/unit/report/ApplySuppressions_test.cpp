#include "report/Suppression.h"

#include <gtest/gtest.h>

using namespace corolint;

/// Applies the comments of `code`, in which each "a();" is a finding of rule "aa" and each "b();" one of "bb", to
/// these findings. Returns "offset rule: message" of those that are left. Rule "cc" is known, but did not run.
static std::vector<std::string> left(const std::string &code) {
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  files->addFile("/a.cpp", 0, llvm::MemoryBuffer::getMemBufferCopy(code));
  SourceText sources(files);
  Report report;
  for (uint32_t at = 0; at < code.size(); ++at)
    for (const char *call : {"a();", "b();"})
      if (code.compare(at, 4, call) == 0)
        report.findings.push_back({std::string(2, code[at]), Severity::Error, {"/a.cpp", at, at + 3}, "call", {}, {}});
  applySuppressions(report, {"/a.cpp"}, {"aa", "bb", "cc"}, {"aa", "bb"}, sources);
  std::vector<std::string> result;
  for (const Finding &f : report.findings)
    result.push_back(std::to_string(f.span.begin) + " " + f.rule + ": " + f.message);
  return result;
}

using Texts = std::vector<std::string>;

TEST(ApplySuppressions, DropsWhatACommentNames) {
  EXPECT_EQ(left("a();"), Texts{"0 aa: call"});
  EXPECT_EQ(left("a(); // NOLINT"), Texts{});
  EXPECT_EQ(left("a(); // NOLINT(corolint-aa)"), Texts{});
  EXPECT_EQ(left("a(); b(); // corolint: ignore aa"), Texts{"5 bb: call"});
  EXPECT_EQ(left("// NOLINTNEXTLINE(corolint-a*)\na(); b();"), Texts{"36 bb: call"});
  EXPECT_EQ(left("// NOLINTBEGIN(corolint-aa)\na();\na();\n// NOLINTEND(corolint-aa)\na();"), Texts{"64 aa: call"});
}

TEST(ApplySuppressions, ReportsACommentThatNothingNeeds) {
  EXPECT_EQ(left("x(); // corolint: ignore aa"),
            Texts{"5 unused-suppression: 'aa' finds nothing here; remove the comment"});
  EXPECT_EQ(left("a(); // corolint: ignore aa, bb"),
            Texts{"5 unused-suppression: 'bb' finds nothing here; remove it from the comment"});
  EXPECT_EQ(left("x(); // NOLINT"), Texts{}); // Another tool may need it.
}

TEST(ApplySuppressions, ARuleThatDidNotRunLeavesNothingUnused) {
  EXPECT_EQ(left("x(); // corolint: ignore cc"), Texts{});
  EXPECT_EQ(left("x(); // NOLINT(corolint-*)"), Texts{});
}

TEST(ApplySuppressions, ReportsARuleThatDoesNotExist) {
  EXPECT_EQ(left("a(); // corolint: ignore ab"),
            (Texts{"0 aa: call", "5 unknown-suppression: unknown rule 'ab'; did you mean 'aa'?"}));
  EXPECT_EQ(left("a(); // NOLINT(corolint-zzz*)"), (Texts{"0 aa: call", "5 unknown-suppression: unknown rule 'zzz*'"}));
}

TEST(ApplySuppressions, ReportsHalfAPair) {
  // In two parts, or clang-tidy would read the comment as its own.
  EXPECT_EQ(left("// NOLINT"
                 "BEGIN(corolint-aa)\na();"),
            (Texts{"0 unused-suppression: the comment silences nothing, as no code follows or its NOLINTBEGIN or "
                   "NOLINTEND is missing; remove it",
                   "28 aa: call"}));
}
