#include "report/Sink.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using namespace corolint;

static std::string text(const Report &report) {
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  files->addFile("/a.cpp", 0, llvm::MemoryBuffer::getMemBuffer("f();\nsave();\n"));
  SourceText sources(files);
  std::string result;
  llvm::raw_string_ostream out(result);
  writeJson(report, sources, out);
  return result;
}

TEST(JsonSink, WritesAllOfAFinding) {
  Report report;
  const Span save = {"/a.cpp", 5, 9};
  report.findings = {{"lost",
                      Severity::Warning,
                      save,
                      "lost 'save'",
                      {{{"/a.cpp", 0, 1}, "called here"}},
                      {{"await it", true, {{{"/a.cpp", 5, 5}, "co_await "}}}}}};
  const auto finding = nlohmann::json::parse(text(report))["findings"][0];
  EXPECT_EQ(finding, nlohmann::json::parse(R"({
    "rule": "lost", "severity": "warning",
    "path": "/a.cpp", "line": 2, "column": 1, "endLine": 2, "endColumn": 5,
    "message": "lost 'save'", "symbol": "", "fingerprint": "",
    "steps": [{"path": "/a.cpp", "line": 1, "column": 1, "endLine": 1, "endColumn": 2, "message": "called here"}],
    "fixes": [{"title": "await it", "safe": true, "edits": [
      {"path": "/a.cpp", "line": 2, "column": 1, "endLine": 2, "endColumn": 1,
       "offset": 5, "length": 0, "text": "co_await "}]}]
  })"));
}

TEST(JsonSink, WritesProblemsAndFigures) {
  Report report;
  report.problems = {{"/b.cpp", "not found"}};
  report.stats = {2, 9, 1, 31.4, {{"parse", 20.12345}}, {{"lost", 0.5}}};
  EXPECT_EQ(text(report), R"({
  "findings": [],
  "problems": [
    {
      "path": "/b.cpp",
      "message": "not found"
    }
  ],
  "stats": {
    "units": 2,
    "unitsKept": 0,
    "functions": 9,
    "functionsSkipped": 1,
    "wallMs": 31.0,
    "phaseMs": {
      "parse": 20.123
    },
    "ruleMs": {
      "lost": 0.5
    }
  }
}
)");
}

TEST(JsonSink, AnUnreadableFileHasLineZero) {
  Report report;
  report.findings = {{"lost", Severity::Error, {"/gone.cpp", 5, 9}, "", {}, {}}};
  EXPECT_EQ(nlohmann::json::parse(text(report))["findings"][0]["line"], 0);
}

TEST(JsonSink, TextFromOutsideStaysHarmless) {
  Report report;
  report.problems = {{"/\xff.cpp", "\u202e\x1b[2J\""}};
  const std::string json = text(report);
  EXPECT_NE(json.find(R"("path": "/\ufffd.cpp")"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("message": "\u202e\u001b[2J\"")"), std::string::npos) << json;
}
