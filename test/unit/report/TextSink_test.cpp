#include "report/Sink.h"

#include <gtest/gtest.h>

using namespace corolint;

static const std::string code = "#include \"room.h\"\n"
                                "Task<void> Room::join(User user) {\n"
                                "  std::lock_guard guard(mutex);\n"
                                "  co_await greet(user);\n"
                                "  save(user);\n"
                                "}\n";

static Span at(const std::string &words) {
  const auto begin = static_cast<uint32_t>(code.find(words));
  return {"/chat/src/room.cpp", begin, begin + static_cast<uint32_t>(words.size())};
}

static Span before(const std::string &words) { return {at(words).path, at(words).begin, at(words).begin}; }

static std::string text(const Report &report, const TextOptions &options = {false, false, false, "/chat"}) {
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  files->addFile("/chat/src/room.cpp", 0, llvm::MemoryBuffer::getMemBuffer(code));
  SourceText sources(files);
  std::string result = "\n";
  llvm::raw_string_ostream out(result);
  writeText(report, sources, options, out);
  return result;
}

static Finding lockAcrossAwait() {
  return {"lock-across-await",
          Severity::Error,
          at("co_await greet(user)"),
          "'guard' is held while 'join' is suspended",
          {{at("std::lock_guard guard(mutex)"), "locked here"}},
          {}};
}

static Finding unawaited() {
  return {"unawaited-coroutine",
          Severity::Warning,
          at("save(user)"),
          "coroutine 'save' is never awaited",
          {},
          {{"await it", true, {{before("save"), "co_await "}}}, {"start it", false, {{before("save"), "spawn "}}}}};
}

static Report report() {
  Report report;
  report.findings = {lockAcrossAwait(), unawaited()};
  report.problems = {{"/chat/src/user.cpp", "not in the compilation database"}};
  report.stats = {37, 1204, 0, 3123, {{"parse", 90}, {"rules", 10}}, {{"unawaited-coroutine", 2.5}}};
  return report;
}

TEST(TextSink, ShowsFindingsWithTheirPathAndFixes) {
  EXPECT_EQ(text(report()), R"(
src/room.cpp:4:3: error: 'guard' is held while 'join' is suspended [lock-across-await]
    4 |   co_await greet(user);
      |   ^~~~~~~~~~~~~~~~~~~~
src/room.cpp:3:3: note: locked here
    3 |   std::lock_guard guard(mutex);
      |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~

src/room.cpp:5:3: warning: coroutine 'save' is never awaited [unawaited-coroutine]
    5 |   save(user);
      |   ^~~~~~~~~~
help: await it
    5 |   co_await save(user);
      |   ++++++++
help: start it (needs a review)
    5 |   spawn save(user);
      |   +++++

src/user.cpp: not checked: not in the compilation database
2 findings in 1 file (1 error, 1 warning), 1 problem; 37 units, 1204 functions in 3.1 s
)");
}

TEST(TextSink, QuietIsOneLineEach) {
  EXPECT_EQ(text(report(), {false, true, false, ""}), R"(
/chat/src/room.cpp:4:3: error: 'guard' is held while 'join' is suspended [lock-across-await]
/chat/src/room.cpp:5:3: warning: coroutine 'save' is never awaited [unawaited-coroutine]
/chat/src/user.cpp: not checked: not in the compilation database
)");
}

TEST(TextSink, StatsShowWhereTheTimeWent) {
  EXPECT_EQ(text(report(), {false, true, true, "/chat"}).substr(text(report(), {false, true, false, "/chat"}).size()),
            R"(
phase                                          ms       %
parse                                        90.0    90.0
rules                                        10.0    10.0

rule                                           ms       %
unawaited-coroutine                           2.5     2.5
)");
}

TEST(TextSink, ColoursLikeClang) {
  Report report;
  report.findings = {unawaited()};
  const std::string colored = text(report, {true, true, false, "/chat"});
  EXPECT_EQ(colored, "\n\x1b[1msrc/room.cpp:5:3:\x1b[0m \x1b[1;35mwarning:\x1b[0m "
                     "\x1b[1mcoroutine 'save' is never awaited\x1b[0m [unawaited-coroutine]\n");
}

TEST(TextSink, NothingFoundIsOneLine) {
  EXPECT_EQ(text({{}, {}, 0, {1, 1, 1, 20, {}, {}}}), "\nno findings; 1 unit, 1 function (1 not parsed) in 20 ms\n");
}

TEST(TextSink, AnUnreadableFileHasNoPlace) {
  Report report;
  report.findings = {{"lost", Severity::Hint, {"/gone.cpp", 5, 9}, "lost", {}, {}}};
  EXPECT_EQ(text(report, {false, true, false, ""}), "\n/gone.cpp: hint: lost [lost]\n");
}

TEST(TextSink, OnlyPathsBelowTheRootAreShort) {
  Report report;
  report.problems = {{"/chat/a.cpp", "x"}, {"/chatter/b.cpp", "x"}, {"", "whole run"}};
  EXPECT_EQ(text(report, {false, true, false, "/chat/"}),
            "\na.cpp: not checked: x\n/chatter/b.cpp: not checked: x\nnot checked: whole run\n");
}

TEST(TextSink, TextFromOutsideCannotForgeALine) {
  Report report;
  report.problems = {{"/a\nb.cpp", "\x1b[2J"}};
  EXPECT_EQ(text(report, {false, true, false, ""}), "\n/a\\x0ab.cpp: not checked: \\x1b[2J\n");
}
