#include "LiveProject.h"

#include <thread>

using namespace corolint;
using namespace corolint::test;

using End = LiveOutcome::End;

namespace {

class LiveCheckerTest : public LiveProject {
protected:
  std::vector<std::string> found(const std::string &text) { return found(order(text)); }

  std::vector<std::string> found(const LiveOrder &order) {
    const LiveOutcome outcome = live.check(order);
    EXPECT_EQ(outcome.end, End::Done) << outcome.problem;
    std::vector<std::string> rules;
    for (const Finding &finding : outcome.unit.report.findings)
      rules.push_back(finding.rule);
    return rules;
  }

  LiveChecker live{*nursery, std::chrono::minutes(1)};
};

using Rules = std::vector<std::string>;

} // namespace

static const std::string head = "#include \"task.h\"\ntask save();\n";

TEST_F(LiveCheckerTest, AnEditChangesWhatIsFound) {
  EXPECT_EQ(found(head + "task all() { co_await save(); }\n"), Rules());
  EXPECT_EQ(found(head + "task all() { save(); co_return; }\n"), Rules{"unawaited-coroutine"});
  EXPECT_EQ(found(head + "task all() { co_await save(); }\n"), Rules());
}

TEST_F(LiveCheckerTest, FindingsMoveWithTheirText) {
  const std::string dropped = "task all() { save(); co_return; }\n";
  const LiveOutcome before = live.check(order(head + dropped));
  const LiveOutcome after = live.check(order(head + "int more;\n" + dropped));
  ASSERT_EQ(after.unit.report.findings.size(), 1u);
  EXPECT_EQ(after.unit.report.findings[0].span.begin, before.unit.report.findings[0].span.begin + 10);
}

TEST_F(LiveCheckerTest, ATextMayGrowManyTimesItsSize) {
  std::string text = head;
  EXPECT_EQ(found(text), Rules());
  for (int i = 0; i < 5000; ++i)
    text += "inline task added_" + std::to_string(i) + "() { co_await save(); }\n";
  EXPECT_EQ(found(text + "task all() { save(); co_return; }\n"), Rules{"unawaited-coroutine"});
}

TEST_F(LiveCheckerTest, AnIncludeIsParsedAnew) {
  EXPECT_EQ(found("#include <coroutine>\n"), Rules());
  EXPECT_EQ(found(head + "task all() { save(); co_return; }\n"), Rules{"unawaited-coroutine"});
}

TEST_F(LiveCheckerTest, AHeaderOnTheDiskIsReadAnew) {
  const std::string text = "#include \"task.h\"\n#include \"save.h\"\ntask all() { save(); co_return; }\n";
  write("save.h", "task save();\n");
  EXPECT_EQ(found(text), Rules{"unawaited-coroutine"});
  write("save.h", "void save();\n");
  EXPECT_EQ(found(text), Rules());
}

TEST_F(LiveCheckerTest, AHeaderThatAppearsIsSeen) {
  write("far.h", "void save();\n");
  const std::string text =
      "#include \"task.h\"\n#if __has_include(\"near.h\")\n#include \"near.h\"\n#else\n#include \"far.h\"\n"
      "#endif\ntask all() { save(); co_return; }\n";
  EXPECT_EQ(found(text), Rules());
  write("near.h", "task save();\n");
  EXPECT_EQ(found(text), Rules{"unawaited-coroutine"});
}

TEST_F(LiveCheckerTest, AHeadersUnsavedTextGoesOverTheDisk) {
  write("save.h", "void save();\n");
  LiveOrder edited = order("#include \"task.h\"\n#include \"save.h\"\ntask all() { save(); co_return; }\n");
  EXPECT_EQ(found(edited), Rules());
  edited.texts[folder + "/save.h"] = "task save();\n";
  EXPECT_EQ(found(edited), Rules{"unawaited-coroutine"});
  edited.texts.erase(folder + "/save.h");
  EXPECT_EQ(found(edited), Rules());
}

TEST_F(LiveCheckerTest, TheTextOfAnotherUnitChangesNothing) {
  LiveOrder edited = order(head);
  found(edited);
  const std::vector<uint64_t> waiting = live.waiting();
  edited.texts[folder + "/other.cpp"] = "int other;\n";
  found(edited);
  EXPECT_EQ(live.waiting(), waiting);
}

TEST_F(LiveCheckerTest, ACrashCostsOneResult) {
  const std::string crash = "#pragma clang __debug parser_crash\n";
  EXPECT_EQ(found(head), Rules());
  EXPECT_EQ(live.check(order(head + crash)).end, End::Crashed);
  EXPECT_EQ(found(head + "task all() { save(); co_return; }\n"), Rules{"unawaited-coroutine"});
}

TEST_F(LiveCheckerTest, ACrashInAHeaderIsOneToo) {
  write("crash.h", "#pragma clang __debug parser_crash\n");
  EXPECT_EQ(live.check(order("#include \"crash.h\"\n")).end, End::Crashed);
  EXPECT_EQ(found(head), Rules());
}

TEST_F(LiveCheckerTest, ATextThatNeedsTooMuchMemoryCostsOneResult) {
  constexpr uint64_t megabyte = 1 << 20;
  const auto hoard = [=](OpenFile channel) {
    char *volatile all = new char[100 * megabyte];
    send(channel, 1, all != nullptr);
  };
  const Nursery nursery = llvm::cantFail(Nursery::start(hoard, 50 * megabyte));
  const std::optional<OpenFile> channel = nursery.bear();
  ASSERT_TRUE(channel);
  EXPECT_FALSE(receive(*channel));
}

TEST_F(LiveCheckerTest, ANullByteIsNoCode) {
  EXPECT_EQ(found(head), Rules());
  EXPECT_EQ(live.check(order(head + std::string(1, '\0'))).end, End::NotChecked);
  EXPECT_EQ(found(head), Rules());
}

TEST_F(LiveCheckerTest, AUnitThatIsNotThereIsNotChecked) {
  LiveOrder missing = order("");
  missing.texts.clear();
  EXPECT_EQ(live.check(missing).end, End::NotChecked);
}

TEST_F(LiveCheckerTest, ACheckEndsWhenItIsCancelled) {
  const std::string endless =
      "constexpr int count(int n) { int sum = 0; for (int i = 0; i < n; ++i) for (int j = 0; j < n; "
      "++j) sum += j % 7; return sum; }\nconstexpr int slow = count(1 << 15);\n";
  LiveOrder slow = order(head + endless);
  slow.command.arguments.insert(slow.command.arguments.begin() + 1, "-fconstexpr-steps=2147483647");
  std::thread other([&] { live.cancel(); });
  EXPECT_EQ(live.check(slow).end, End::Cancelled);
  other.join();
  EXPECT_EQ(found(head + "task all() { save(); co_return; }\n"), Rules{"unawaited-coroutine"});
}

TEST_F(LiveCheckerTest, ForgettingEndsTheProcesses) {
  found(head);
  EXPECT_EQ(live.waiting().size(), 1u);
  live.forget();
  EXPECT_TRUE(live.waiting().empty());
  EXPECT_EQ(found(head + "task all() { save(); co_return; }\n"), Rules{"unawaited-coroutine"});
}
