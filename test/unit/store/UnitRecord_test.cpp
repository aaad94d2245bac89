#include "store/UnitFields.h"
#include "store/UnitRecord.h"

#include <gtest/gtest.h>

using namespace corolint;

static Finding finding() {
  return {"blocking-call",
          Severity::Error,
          {"/src/a.cpp", 10, 20},
          "'fsync' blocks\nthe loop\x01",
          {{{"/src/a.h", 1, 2}, "called here"}, {{"/usr/include/unistd.h", 3, 4}, ""}},
          {{"await it", true, {{{"/src/a.cpp", 10, 10}, "co_await "}}}},
          "save(int)",
          "00ff:1"};
}

static FunctionSummary function() {
  const Span span{"/src/a.cpp", 100, 4000000000};
  return {"c:@F@save#I#",
          "'save'",
          "save(int)",
          true,
          {0, 7},
          {{"blocking-call", "'fsync'", "waits for the disk", "offload it", 2, span}},
          {{CallKind::Slot, "c:@F@f@parameter 1", "'f'", span, true, true, {{1, "c:@F@g"}}}},
          {"c:@S@Base@F@save"}};
}

/// A value in every field.
static UnitResult full() {
  UnitResult unit;
  unit.report.findings = {finding()};
  unit.report.problems = {{"/src/a.cpp", "does not parse"}, {"", "of the whole run"}};
  unit.report.stats.units = 1;
  unit.report.stats.functions = 300;
  unit.report.stats.functionsSkipped = 2;
  unit.userFiles = {{"/src/a.cpp", 0xffffffffffffffff}, {"/src/a.h", 0}};
  unit.summary = {{function()}, {{"c:@slot", "c:@F@g"}}};
  unit.inputs = {{"/src/a.cpp", InputKind::File, {1, 0x8000000000000000}}, {"/usr/include/b.h", InputKind::Absent, {}}};
  return unit;
}

static UnitResult decoded(llvm::StringRef bytes, llvm::StringRef root = "/src") {
  llvm::Expected<UnitResult> unit = decodeUnit(bytes, root);
  EXPECT_TRUE(static_cast<bool>(unit));
  return unit ? std::move(*unit) : UnitResult();
}

static bool isRefused(llvm::StringRef bytes) {
  llvm::Expected<UnitResult> unit = decodeUnit(bytes, "/src");
  if (unit)
    return false;
  const std::string why = llvm::toString(unit.takeError());
  return why.find("check the unit again") != std::string::npos;
}

TEST(UnitRecord, KeepsEveryField) {
  const UnitResult before = full();
  const UnitResult after = decoded(encodeUnit(before, "/src"));
  ASSERT_EQ(after.report.findings.size(), 1u);
  const Finding &a = before.report.findings[0], &b = after.report.findings[0];
  EXPECT_EQ(std::tie(a.rule, a.severity, a.span, a.message, a.path, a.fixes, a.symbol, a.fingerprint),
            std::tie(b.rule, b.severity, b.span, b.message, b.path, b.fixes, b.symbol, b.fingerprint));
  EXPECT_EQ(before.report.problems, after.report.problems);
  EXPECT_EQ(after.report.stats.units, 1u);
  EXPECT_EQ(after.report.stats.functions, 300u);
  EXPECT_EQ(after.report.stats.functionsSkipped, 2u);
  EXPECT_EQ(before.userFiles, after.userFiles);
  EXPECT_EQ(before.summary.functions, after.summary.functions);
  EXPECT_EQ(before.summary.fills, after.summary.fills);
  EXPECT_EQ(before.inputs, after.inputs);
}

TEST(UnitRecord, ReadsAnEmptyUnit) { EXPECT_TRUE(decoded(encodeUnit({}, "/src")).userFiles.empty()); }

TEST(UnitRecord, IsTheSameInEveryCheckout) {
  UnitResult here, there;
  here.userFiles = {{"/one/src/a.cpp", 1}, {"/usr/include/b.h", 2}};
  there.userFiles = {{"/ci/7/a.cpp", 1}, {"/usr/include/b.h", 2}};
  EXPECT_EQ(encodeUnit(here, "/one/src"), encodeUnit(there, "/ci/7/"));
  EXPECT_EQ(decoded(encodeUnit(here, "/one/src"), "/ci/7").userFiles, there.userFiles);
}

TEST(UnitRecord, AFolderWhoseNameBeginsLikeTheRootsIsElsewhere) {
  UnitResult unit;
  unit.userFiles = {{"/srcs/a.cpp", 1}, {"/src", 2}, {"/src//a.cpp", 3}};
  EXPECT_EQ(decoded(encodeUnit(unit, "/src"), "/src").userFiles, unit.userFiles);
}

TEST(UnitRecord, TimesAreNotPartOfIt) {
  UnitResult slow = full();
  slow.report.stats.phaseMs["parse"] = 700;
  slow.report.stats.ruleMs["blocking-call"] = 7;
  EXPECT_EQ(encodeUnit(slow, "/src"), encodeUnit(full(), "/src"));
}

TEST(UnitRecord, EveryCutIsNoticed) {
  const std::string bytes = encodeUnit(full(), "/src");
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_TRUE(isRefused(llvm::StringRef(bytes).take_front(size))) << size;
}

TEST(UnitRecord, EveryFlippedBitIsNoticed) {
  const std::string bytes = encodeUnit(full(), "/src");
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string damaged = bytes;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_TRUE(isRefused(damaged)) << bit;
  }
}

TEST(UnitRecord, AnotherKindOfRecordIsRefused) {
  EXPECT_TRUE(isRefused(encode("facts", full(), "/src")));
  EXPECT_TRUE(isRefused("corolint unit 0\n"));
}

// Somebody may make bytes whose checksum is right. Run with -fsanitize=address, it shows that none are read beyond.
TEST(UnitRecord, NoBytesWithARightChecksumMakeTheReaderFail) {
  const std::string whole = encodeUnit(full(), "/src");
  const std::string payload = unsealed("unit", whole).str();
  std::size_t refused = 0;
  for (std::size_t at = 0; at < payload.size(); ++at)
    for (const int byte : {0x00, 0x01, 0x7f, 0x80, 0xff}) {
      std::string changed = payload;
      changed[at] = static_cast<char>(byte);
      refused += isRefused(sealed("unit", changed));
      refused += isRefused(sealed("unit", llvm::StringRef(changed).take_front(at + 1)));
    }
  EXPECT_GT(refused, payload.size());
}

TEST(UnitRecord, AHugeCountDoesNotMakeRoomForIt) {
  EXPECT_TRUE(isRefused(sealed("unit", "\xff\xff\xff\xff\xff\xff\xff\xff\x7f")));
  EXPECT_TRUE(isRefused(sealed("unit", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")));
}
