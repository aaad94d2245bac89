#include "config/ConfigReader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

using namespace corolint;

static const Vocabulary known = {{{"blocking-call", {}}, {"missing-timeout", {"minimum"}}}, {"blocks", "spawns"}};

static Config parse(llvm::StringRef text) { return llvm::cantFail(parseConfig("/project/.corolint", text, known)); }

static std::string errorOf(llvm::StringRef text) {
  auto config = parseConfig("/project/.corolint", text, known);
  return config ? "none" : llvm::toString(config.takeError());
}

TEST(ConfigReader, ReadsEverything) {
  const Config config = parse(R"(
profile: strict
headers: 'include/.*\.h'
rules:
  blocking-call: error
  missing-timeout: {severity: hint, options: {minimum: 5}}
overrides:
  - paths: ['test/**']
    rules: {blocking-call: off}
functions:
  - {name: 'db::query', role: blocks, remedy: 'co_await db::queryAsync()'}
libraries: [tools/mylib.yaml, /usr/share/other.yaml]
)");
  EXPECT_EQ(config.path, "/project/.corolint");
  EXPECT_EQ(config.profile, Profile::Strict);
  EXPECT_EQ(config.headerFilter, "include/.*\\.h");
  EXPECT_EQ(config.rules.at("blocking-call").severity, Severity::Error);
  EXPECT_EQ(config.rules.at("missing-timeout").severity, Severity::Hint);
  EXPECT_EQ(config.rules.at("missing-timeout").options.at("minimum"), "5");
  EXPECT_EQ(config.overrides[0].paths, std::vector<std::string>{"test/**"});
  EXPECT_EQ(config.overrides[0].rules.at("blocking-call").severity, Severity::Off);
  EXPECT_EQ(config.functions[0].name, "db::query");
  EXPECT_EQ(config.functions[0].role, "blocks");
  EXPECT_EQ(config.functions[0].remedy, "co_await db::queryAsync()");
  EXPECT_EQ(config.libraries, (std::vector<std::string>{"/project/tools/mylib.yaml", "/usr/share/other.yaml"}));
}

TEST(ConfigReader, RemembersTheLineOfEachSetting) {
  const Config config = parse("profile: strict\n"
                              "rules:\n"
                              "  blocking-call: error\n"
                              "  missing-timeout:\n"
                              "    severity: hint\n"
                              "    options:\n"
                              "      minimum: 5\n"
                              "headers: 'include'\n"
                              "functions:\n"
                              "  - {name: 'db::query', role: blocks}\n"
                              "libraries: [own.yaml]\n");
  EXPECT_EQ(config.profileLine, 1u);
  EXPECT_EQ(config.rules.at("blocking-call").line, 3u);
  EXPECT_EQ(config.rules.at("missing-timeout").line, 5u);
  EXPECT_EQ(config.rules.at("missing-timeout").optionLines.at("minimum"), 7u);
  EXPECT_EQ(config.headerLine, 8u);
  EXPECT_EQ(config.functions[0].line, 10u);
  EXPECT_EQ(config.librariesLine, 11u);
}

TEST(ConfigReader, NothingIsTheDefault) {
  for (const char *text : {"", "# nothing\n", "rules:\n", "\xef\xbb\xbf", "{}"}) {
    EXPECT_EQ(errorOf(text), "none");
    EXPECT_EQ(parse(text).profile, Profile::Default);
  }
}

TEST(ConfigReader, TrueAndFalseSwitchARule) {
  const RuleSetting on = parse("rules: {blocking-call: true}").rules.at("blocking-call");
  EXPECT_TRUE(on.on);
  EXPECT_EQ(on.severity, std::nullopt); // the rule's own
  EXPECT_EQ(parse("rules: {blocking-call: false}").rules.at("blocking-call").severity, Severity::Off);
}

TEST(ConfigReader, UnknownNamesComeWithASuggestion) {
  EXPECT_EQ(errorOf("rule:\n"), "/project/.corolint:1:1: unknown key 'rule'; did you mean 'rules'?");
  EXPECT_EQ(errorOf("rules:\n  blocking-cal: off\n"),
            "/project/.corolint:2:3: unknown rule 'blocking-cal'; did you mean 'blocking-call'?");
  EXPECT_EQ(errorOf("rules:\n  blocking-call: eror\n"),
            "/project/.corolint:2:18: unknown severity 'eror'; did you mean 'error'?");
  EXPECT_EQ(errorOf("rules:\n  missing-timeout: {options: {minimun: 5}}\n"),
            "/project/.corolint:2:31: unknown option 'minimun'; did you mean 'minimum'?");
  EXPECT_EQ(errorOf("functions:\n  - {name: f, role: block}\n"),
            "/project/.corolint:2:21: unknown role 'block'; did you mean 'blocks'?");
  EXPECT_EQ(errorOf("profile: stict\n"), "/project/.corolint:1:10: unknown profile 'stict'; did you mean 'strict'?");
  EXPECT_EQ(errorOf("zzz: 1\n"), "/project/.corolint:1:1: unknown key 'zzz'");
}

TEST(ConfigReader, AWrongTypeSaysWhatIsExpected) {
  EXPECT_EQ(errorOf("text"), "/project/.corolint:1:1: the config must be a map {key: value}, not a single value");
  EXPECT_EQ(errorOf("rules: [a]\n"), "/project/.corolint:1:8: 'rules' must be a map {key: value}, not a list");
  EXPECT_EQ(errorOf("overrides: a\n"),
            "/project/.corolint:1:12: 'overrides' must be a list [a, b], not a single value");
  EXPECT_EQ(errorOf("profile: {a: b}\n"), "/project/.corolint:1:10: 'profile' must be a single value, not a map");
  EXPECT_EQ(errorOf("rules:\n  missing-timeout: []\n"),
            "/project/.corolint:2:20: the setting of a rule must be a map {key: value}, not a list");
  EXPECT_EQ(errorOf("rules:\n  missing-timeout: {options: {minimum: [1]}}\n"),
            "/project/.corolint:2:40: an option must be a single value, not a list");
  EXPECT_EQ(errorOf("libraries: [[a]]\n"),
            "/project/.corolint:1:13: an entry of 'libraries' must be a single value, not a list");
}

TEST(ConfigReader, WhatIsNeededIsAskedFor) {
  EXPECT_EQ(errorOf("functions: [{name: f}]\n"),
            "/project/.corolint:1:13: an entry of 'functions' needs the key 'role'");
  EXPECT_EQ(errorOf("overrides:\n  - rules: {blocking-call: off}\n"),
            "/project/.corolint:2:5: an entry of 'overrides' needs the key 'paths'");
}

TEST(ConfigReader, PatternsAreChecked) {
  EXPECT_EQ(errorOf("headers: '('\n"),
            "/project/.corolint:1:10: '(' is no regular expression: parentheses not balanced");
  EXPECT_EQ(errorOf("overrides: [{paths: ['../x']}]\n"),
            "/project/.corolint:1:21: '../x' leaves the folder of the config file");
}

TEST(ConfigReader, EveryMistakeIsTold) {
  EXPECT_EQ(errorOf("b: 1\na: 1\n"),
            "/project/.corolint:1:1: unknown key 'b'\n/project/.corolint:2:1: unknown key 'a'");
  EXPECT_EQ(errorOf("rules:\n  blocking-call: off\n  blocking-call: hint\n"),
            "/project/.corolint:3:3: duplicate key 'blocking-call'");
}

TEST(ConfigReader, AMistakeIsAlwaysOneLine) {
  EXPECT_EQ(errorOf("\"a\\nb\\x1b\": 1\n"), "/project/.corolint:1:1: unknown key 'a\\x0ab\\x1b'");
}

TEST(ConfigReader, FindsTheNearestFile) {
  namespace fs = std::filesystem;
  const fs::path root = fs::path(testing::TempDir()) / "findConfig";
  fs::create_directories(root / "a/b/.corolint"); // a folder of that name is no config
  std::ofstream(root / ".corolint") << "profile: all\n";
  EXPECT_EQ(findConfig((root / "a/b/c.cpp").string()), (root / ".corolint").string());
  std::ofstream(root / "a/.corolint") << "";
  EXPECT_EQ(findConfig((root / "a/b/c.cpp").string()), (root / "a/.corolint").string());
  EXPECT_EQ(findConfig((root / "a").string()), (root / "a/.corolint").string());
  EXPECT_EQ(llvm::cantFail(readConfig((root / ".corolint").string(), known)).profile, Profile::All);
  fs::remove_all(root);
}

TEST(ConfigReader, WhatCannotBeReadIsNamed) {
  EXPECT_EQ(toString(readConfig("/no/such/file", known).takeError()),
            "/no/such/file: cannot be read: No such file or directory");
  EXPECT_EQ(toString(readConfig("/", known).takeError()),
            "/: is no config file: a regular file below 1 MiB is expected");
}
