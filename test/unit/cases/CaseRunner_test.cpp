#include "CaseRunner.h"
#include "FixCheck.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corolint::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string lazyTask = R"(#include <coroutine>
struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
  std::coroutine_handle<promise_type> frame;
};
Task save();
)";

class CaseRunnerTest : public testing::Test {
protected:
  static Case makeCase(const std::string &body) {
    return {"case.cpp", "/case.cpp", lazyTask + "Task run() {\n" + body + "\nco_await save();\n}\n", {}};
  }

  std::vector<std::string> failures(const std::string &body) const { return texts(runner.run(makeCase(body))); }

  static std::vector<std::string> texts(const Failures &failures) {
    std::vector<std::string> result;
    for (const Failure &failure : failures)
      result.push_back(std::to_string(failure.line) + ": " + failure.what);
    return result;
  }

  /// What is said about a fix that puts `text` before the body of a case with the body `body`.
  std::vector<std::string> failuresOfFix(const std::string &body, const std::string &text, bool isSafe) const {
    const Case test = makeCase(body);
    const auto begin = static_cast<uint32_t>(test.text.find("{\n" + body) + 2);
    const Finding finding{.rule = "unawaited-coroutine",
                          .span = {test.unit, begin, begin + 6},
                          .message = "a message",
                          .fixes = {{"await it", isSafe, {{{test.unit, begin, begin}, text}}}}};
    return texts(checkFixes(runner, test, {finding}));
  }

  const Engine engine{{},
                      std::make_shared<const LibraryCatalog>(std::vector<LibraryData>{}),
                      {{"unawaited-coroutine"}, {}, true},
                      [](llvm::StringRef, bool) { return false; }};
  const CaseRunner runner{engine};
};

TEST_F(CaseRunnerTest, MarksThatHoldAreSilent) {
  EXPECT_THAT(failures("save(); // expect: unawaited-coroutine \"'save'\""), IsEmpty());
}

TEST_F(CaseRunnerTest, FindingsWithoutAMarkAreTold) {
  EXPECT_THAT(failures("save();"), ElementsAre(HasSubstr("17: unexpected 'unawaited-coroutine'")));
}

TEST_F(CaseRunnerTest, MarksWithoutAFindingAreTold) {
  EXPECT_THAT(failures("// expect: unawaited-coroutine"), ElementsAre(HasSubstr("17: expected 'unawaited-coroutine'")));
}

TEST_F(CaseRunnerTest, OtherWordsAreTold) {
  EXPECT_THAT(failures("save(); // expect: unawaited-coroutine \"banana\""),
              ElementsAre(HasSubstr("17: expected 'unawaited-coroutine' to say \"banana\"")));
}

TEST_F(CaseRunnerTest, MendedLimitsAreTold) {
  EXPECT_THAT(failures("save(); // miss: unawaited-coroutine a reason"), ElementsAre(HasSubstr("17: ")));
  EXPECT_THAT(failures("int x; // false: unawaited-coroutine a reason"), ElementsAre(HasSubstr("is quiet here")));
}

TEST_F(CaseRunnerTest, SuppressionsCount) {
  EXPECT_THAT(failures("save(); // NOLINT(corolint-unawaited-coroutine)"), IsEmpty());
}

TEST_F(CaseRunnerTest, ACaseMustParse) {
  EXPECT_THAT(failures("int x = nowhere;"), ElementsAre(HasSubstr("does not parse")));
}

TEST_F(CaseRunnerTest, FixesMustLeaveCodeThatParses) {
  EXPECT_THAT(failuresOfFix("save();", "co_await ", true), IsEmpty());
  EXPECT_THAT(failuresOfFix("save();", "await ", false), ElementsAre(HasSubstr("17: the fix 'await it' leaves code")));
}

TEST_F(CaseRunnerTest, SafeFixesMustEndTheFinding) {
  EXPECT_THAT(failuresOfFix("save();", "/* await */ ", true), ElementsAre(HasSubstr("the finding is still there")));
  EXPECT_THAT(failuresOfFix("save();", "/* await */ ", false), IsEmpty());
}

} // namespace
} // namespace corolint::test
