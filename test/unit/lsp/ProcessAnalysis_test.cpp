#include "LiveProject.h"
#include "lsp/ProcessAnalysis.h"

#include <future>

using namespace corolint;
using namespace corolint::test;

namespace {

class ProcessAnalysisTest : public LiveProject {
protected:
  std::future<AnalysisResult> check(const std::string &document, const std::string &text) {
    const LiveOrder made = order(text);
    auto promise = std::make_shared<std::promise<AnalysisResult>>();
    analysis.check(document, {nullptr, "", made.command, made.texts},
                   [promise](AnalysisResult result) { promise->set_value(std::move(result)); });
    return promise->get_future();
  }

  ProcessAnalysis analysis{*nursery, {.mostWarm = 2}};
};

} // namespace

static const std::string dropped = "#include \"task.h\"\ntask save();\ntask all() { save(); co_return; }\n";

TEST_F(ProcessAnalysisTest, ADocumentIsChecked) {
  EXPECT_EQ(check("a", dropped).get().unit.report.findings.size(), 1u);
}

TEST_F(ProcessAnalysisTest, EveryRequestIsAnsweredAndTheLastIsChecked) {
  std::vector<std::future<AnalysisResult>> results;
  for (int i = 0; i < 20; ++i)
    results.push_back(check("a", dropped + std::string(i, ' ')));
  for (auto &result : llvm::drop_end(results)) {
    const AnalysisResult outdated = result.get();
    EXPECT_TRUE(outdated.cancelled || outdated.unit.report.findings.size() == 1);
  }
  const AnalysisResult last = results.back().get();
  EXPECT_FALSE(last.cancelled);
  EXPECT_EQ(last.unit.report.findings.size(), 1u);
}

TEST_F(ProcessAnalysisTest, MoreDocumentsThanKeepProcessesAreChecked) {
  std::vector<std::future<AnalysisResult>> results;
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 5; ++i)
      results.push_back(check(std::to_string(i), dropped));
  for (std::future<AnalysisResult> &result : results) {
    const AnalysisResult each = result.get();
    EXPECT_TRUE(each.cancelled || each.unit.report.findings.size() == 1);
  }
  EXPECT_EQ(check("0", dropped).get().unit.report.findings.size(), 1u);
}

TEST_F(ProcessAnalysisTest, AClosedDocumentsRequestIsCancelled) {
  std::future<AnalysisResult> result = check("a", dropped);
  analysis.close("a");
  const AnalysisResult closed = result.get();
  EXPECT_TRUE(closed.cancelled || closed.unit.report.findings.size() == 1);
}

TEST_F(ProcessAnalysisTest, ACrashIsSaidOfItsDocumentAlone) {
  std::future<AnalysisResult> crash = check("a", "#include \"task.h\"\n#pragma clang __debug parser_crash\n");
  std::future<AnalysisResult> other = check("b", dropped);
  EXPECT_TRUE(crash.get().crashed);
  EXPECT_FALSE(other.get().crashed);
}

TEST_F(ProcessAnalysisTest, AClosedDocumentIsOpenedAgain) {
  check("a", dropped).get();
  check("b", dropped).get();
  analysis.close("a");
  analysis.close("b");
  EXPECT_EQ(check("a", dropped).get().unit.report.findings.size(), 1u);
  EXPECT_EQ(check("b", dropped).get().unit.report.findings.size(), 1u);
}

// Nothing can be found that was not kept: the processes of the second analysis end at once.
TEST_F(ProcessAnalysisTest, WhatADocumentOnTheDiskYieldsIsKept) {
  UnitStore store({.folder = folder + "/cache", .root = ""});
  const Nursery broken = llvm::cantFail(Nursery::start([](OpenFile) {}));
  ProcessAnalysis first(*nursery, {.store = &store}), second(broken, {.store = &store});
  const auto engine = std::make_shared<const Engine>(
      Config(), std::make_shared<const LibraryCatalog>(std::vector<LibraryData>()), RuleSelection(),
      [](llvm::StringRef, bool) { return true; }, Digest{1, 1});
  const auto checked = [&](ProcessAnalysis &with) {
    std::promise<AnalysisResult> promise;
    const LiveOrder made = order(dropped);
    with.check("a", {engine, "", made.command, made.texts},
               [&](AnalysisResult result) { promise.set_value(std::move(result)); });
    return promise.get_future().get();
  };
  write("unit.cpp", dropped);
  EXPECT_EQ(checked(first).unit.report.findings.size(), 1u);
  first.close("a");
  EXPECT_EQ(checked(second).unit.report.findings.size(), 1u);
  write("task.h", std::string(task) + "\n");
  EXPECT_NE(checked(second).problem, "");
}
