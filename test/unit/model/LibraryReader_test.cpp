#include "model/LibraryData.h"

#include <gtest/gtest.h>
#include <llvm/ADT/STLExtras.h>

#include <algorithm>

namespace corolint {
namespace {

/// The smallest file, with `more` after it.
std::string file(const std::string &more) { return "summary: an example\nnamespaces: [lib]\n" + more; }

std::string mistakesIn(const std::string &text) {
  llvm::Expected<LibraryData> library = parseLibrary("libs/lib/library.yaml", text);
  return library ? "" : llvm::toString(library.takeError());
}

LibraryData parsed(const std::string &text) {
  llvm::Expected<LibraryData> library = parseLibrary("libs/lib/library.yaml", text);
  if (library)
    return *library;
  ADD_FAILURE() << llvm::toString(library.takeError());
  return {};
}

const FunctionEntry *entryOf(const LibraryData &library, const std::string &name, Role role) {
  for (const FunctionEntry &function : library.functions)
    if (function.role == role && llvm::is_contained(function.names, name))
      return &function;
  return nullptr;
}

/// A file that uses every key.
const char *const everyKey = R"(externC: true
types:
  - names: [Job, detail::Job]
    role: task
    start: lazy
    drop: neverRuns
functions:
  - names: [nap]
    role: blocks
    kind: sleep
    remedy: await the timer
    strict: true
    minArgs: 1
    maxArgs: 2
    zeroIsQuiet: 1
    nonBlockingMacros: [O_NONBLOCK, EAGAIN]
    nonBlockingNames: [would_block]
    on: [console]
    duration: std::chrono::seconds($1)
  - names: [later]
    role: runsOnLoop
    callable: 2
    dropsResult: true
  - names: [read]
    role: externalWait
    limit: 3
sleep: {text: co_await lib::sleep($1), include: <lib/sleep.h>}
spawn: {text: lib::spawn($1), include: '"lib/spawn.h"'}
timeout: {text: 'lib::within($1, $2)', include: <lib/within.h>}
)";

TEST(LibraryReader, ReadsTypesAndTheHead) {
  const LibraryData library = parsed(file(everyKey));
  EXPECT_EQ(library.name, "lib");
  EXPECT_EQ(library.summary, "an example");
  EXPECT_EQ(library.namespaces, std::vector<std::string>{"lib"});
  EXPECT_TRUE(library.externC);
  ASSERT_EQ(library.types.size(), 1u);
  EXPECT_EQ(library.types[0].names, (std::vector<std::string>{"Job", "detail::Job"}));
  EXPECT_EQ(library.types[0].role, TypeRole::Task);
  EXPECT_EQ(library.types[0].start, Start::Lazy);
  EXPECT_EQ(library.types[0].drop, Drop::NeverRuns);
}

TEST(LibraryReader, ReadsFunctions) {
  const LibraryData library = parsed(file(everyKey));
  ASSERT_EQ(library.functions.size(), 3u);
  const FunctionEntry &nap = library.functions[0];
  EXPECT_EQ(nap.role, Role::Blocks);
  EXPECT_EQ(nap.kind, BlockKind::Sleep);
  EXPECT_EQ(nap.remedy, "await the timer");
  EXPECT_TRUE(nap.strict);
  EXPECT_EQ(nap.minArgs, 1u);
  EXPECT_EQ(nap.maxArgs, 2u);
  EXPECT_EQ(nap.zeroIsQuiet, 1u);
  EXPECT_EQ(nap.nonBlockingMacros, (std::vector<std::string>{"O_NONBLOCK", "EAGAIN"}));
  EXPECT_EQ(nap.nonBlockingNames, std::vector<std::string>{"would_block"});
  EXPECT_EQ(nap.on, std::vector<std::string>{"console"});
  EXPECT_EQ(nap.duration, "std::chrono::seconds($1)");
  EXPECT_EQ(library.functions[1].callable, 2u);
  EXPECT_TRUE(library.functions[1].dropsResult);
  EXPECT_EQ(library.functions[2].limit, 3u);
}

TEST(LibraryReader, ReadsSnippets) {
  const LibraryData library = parsed(file(everyKey));
  ASSERT_TRUE(library.sleep && library.spawn && library.timeout);
  EXPECT_EQ(library.sleep->text, "co_await lib::sleep($1)");
  EXPECT_EQ(library.sleep->include, "<lib/sleep.h>");
  EXPECT_EQ(library.spawn->include, "\"lib/spawn.h\"");
  EXPECT_EQ(library.timeout->text, "lib::within($1, $2)");
}

TEST(LibraryReader, GlobalNamespaceIsEmptyText) {
  const LibraryData library = parsed("summary: s\nnamespaces: ['']\n");
  EXPECT_EQ(library.namespaces, std::vector<std::string>{""});
  EXPECT_FALSE(library.externC);
}

TEST(LibraryReader, TakesOperatorsAndDestructorsAsNames) {
  const LibraryData library =
      parsed(file("functions:\n  - names: [f_t::operator(), operator>>, 'X::~X', a::b::c]\n    role: runsLoop\n"));
  EXPECT_EQ(library.functions.at(0).names,
            (std::vector<std::string>{"f_t::operator()", "operator>>", "X::~X", "a::b::c"}));
}

TEST(LibraryReader, RolesHaveTheirNames) {
  for (const std::string &name : roleNames()) {
    const std::optional<Role> role = roleFromName(name);
    ASSERT_TRUE(role) << name;
    EXPECT_EQ(roleName(*role), name);
  }
  EXPECT_EQ(roleName(Role::ExternalWait), "externalWait");
  EXPECT_EQ(blockKindName(BlockKind::Dns), "dns");
  EXPECT_FALSE(roleFromName("Blocks"));
}

struct MistakeCase {
  std::string what, text, message;
};

class LibraryReaderMistakes : public testing::TestWithParam<MistakeCase> {};

TEST_P(LibraryReaderMistakes, AreTold) {
  EXPECT_EQ(mistakesIn(GetParam().text), "libs/lib/library.yaml:" + GetParam().message);
}

std::string functionWith(const std::string &fields) { return file("functions:\n  - names: [f]\n" + fields); }
std::string typeWith(const std::string &fields) { return file("types:\n  - names: [T]\n" + fields); }

const std::string blocks = "    role: blocks\n    kind: wait\n    remedy: wait less\n";

INSTANTIATE_TEST_SUITE_P(
    All, LibraryReaderMistakes,
    testing::Values(
        MistakeCase{"NoMapping", "[a, b]\n", "1:1: the file must be a map {key: value}, not a list"},
        MistakeCase{"NoSummary", "namespaces: [a]\n", "1:1: the file needs the key 'summary'"},
        MistakeCase{"NoNamespaces", "summary: a\n", "1:1: the file needs the key 'namespaces'"},
        MistakeCase{"UnknownKey", file("funtions: []\n"), "3:1: unknown key 'funtions'; did you mean 'functions'?"},
        MistakeCase{"UnknownKeyFar", file("colour: red\n"), "3:1: unknown key 'colour'"},
        MistakeCase{"KeyTwice", file("summary: again\n"), "3:1: duplicate key 'summary'"},
        MistakeCase{"BadNamespace", "summary: a\nnamespaces: ['a::']\n",
                    "2:14: 'a::' is no namespace; write 'a::b', or '' for global names"},
        MistakeCase{"NamesAreText", file("functions:\n  - names: f\n    role: yields\n"),
                    "4:12: 'names' must be a list [a, b], not a single value"},
        MistakeCase{"NamesAreEmpty", file("functions:\n  - names: []\n    role: yields\n"),
                    "4:12: 'names' must not be empty"},
        MistakeCase{"NameIsList", file("functions:\n  - names: [[f]]\n    role: yields\n"),
                    "4:13: an entry of 'names' must be a single value, not a list"},
        MistakeCase{"NameWithParentheses", file("functions:\n  - names: [f()]\n    role: yields\n"),
                    "4:13: 'f()' is no qualified name; write 'Class::member', without arguments or parentheses"},
        MistakeCase{"NameWithTemplate", file("types:\n  - names: [T<int>]\n    role: view\n"),
                    "4:13: 'T<int>' is no qualified name; write 'Class::member', without arguments or parentheses"},
        MistakeCase{"FunctionsAreMapping", file("functions: {names: [f]}\n"),
                    "3:12: 'functions' must be a list [a, b], not a map"},
        MistakeCase{"FunctionIsText", file("functions: [f]\n"),
                    "3:13: a function must be a map {key: value}, not a single value"},
        MistakeCase{"NoNames", file("functions:\n  - role: yields\n"), "4:5: a function needs the key 'names'"},
        MistakeCase{"NoRole", functionWith(""), "4:5: a function needs the key 'role'"},
        MistakeCase{"UnknownRole", functionWith("    role: block\n"),
                    "5:11: unknown role 'block'; did you mean 'blocks'?"},
        MistakeCase{"KindFarOff", functionWith("    role: blocks\n    kind: explosion\n    remedy: a\n"),
                    "6:11: unknown kind 'explosion'; it is one of sleep, file, socket, dns, process, wait, future, "
                    "lock, database, network, console, cpu"},
        MistakeCase{"UnknownKind", functionWith("    role: blocks\n    kind: slep\n    remedy: a\n"),
                    "6:11: unknown kind 'slep'; did you mean 'sleep'?"},
        MistakeCase{"NoKind", functionWith("    role: blocks\n    remedy: a\n"),
                    "4:5: a function that blocks needs the key 'kind'"},
        MistakeCase{"NoRemedy", functionWith("    role: blocks\n    kind: wait\n"),
                    "4:5: a function that blocks needs the key 'remedy'"},
        MistakeCase{"KindWithoutBlocks", functionWith("    role: yields\n    kind: wait\n"),
                    "6:5: 'kind' is for the role 'blocks' only"},
        MistakeCase{"NoNumber", functionWith(blocks + "    minArgs: two\n"), "8:14: 'minArgs' must be a whole number"},
        MistakeCase{"NegativeNumber", functionWith(blocks + "    minArgs: -1\n"),
                    "8:14: 'minArgs' must be a whole number"},
        MistakeCase{"NoBoolean", functionWith(blocks + "    strict: yes\n"), "8:13: 'strict' must be true or false"},
        MistakeCase{"AbsentValue", "summary:\nnamespaces: [a]\n", "1:1: the file needs the key 'summary'"},
        MistakeCase{"ArgsReversed", functionWith(blocks + "    minArgs: 3\n    maxArgs: 2\n"),
                    "9:5: 'maxArgs' is less than 'minArgs'"},
        MistakeCase{"DurationOfWait", functionWith(blocks + "    duration: $1\n"),
                    "8:5: 'duration' is for the kind 'sleep' only"},
        MistakeCase{"DurationWithoutArgument",
                    functionWith("    role: blocks\n    kind: sleep\n    remedy: a\n    duration: seconds\n"),
                    "8:15: 'duration' must hold '$1', the argument"},
        MistakeCase{"CallableOfBlocks", functionWith(blocks + "    callable: 1\n"),
                    "8:5: 'callable' is for functions that run a callable, not for the role 'blocks'"},
        MistakeCase{"LimitOfBlocks", functionWith(blocks + "    limit: 1\n"),
                    "8:5: 'limit' is for the role 'externalWait' only"},
        MistakeCase{"SameTwice", functionWith("    role: yields\n  - names: [g, f]\n    role: yields\n"),
                    "6:5: 'f' has the role 'yields' in line 4 already"},
        MistakeCase{"UnknownStart", typeWith("    role: task\n    start: lasy\n"),
                    "6:12: unknown start 'lasy'; did you mean 'lazy'?"},
        MistakeCase{"DropOfView", typeWith("    role: view\n    drop: cancels\n"),
                    "6:5: 'drop' is for the role 'task' only"},
        MistakeCase{"SnippetWithoutArgument", file("sleep: {text: nap(), include: <a.h>}\n"),
                    "3:15: the text of 'sleep' must hold '$1'"},
        MistakeCase{"TimeoutWithoutDuration", file("timeout: {text: within($1), include: <a.h>}\n"),
                    "3:17: the text of 'timeout' must hold '$2'"},
        MistakeCase{"SnippetWithoutInclude", file("spawn: {text: go($1)}\n"), "3:8: 'spawn' needs the key 'include'"},
        MistakeCase{"IncludeBare", file("spawn: {text: go($1), include: a.h}\n"),
                    "3:32: 'include' must have its brackets or quotes: '<a.h>'"},
        MistakeCase{"Alias", "summary: &s text\nnamespaces: [a]\n",
                    "1:1: anchors, aliases and tags are not read here; write the value itself"},
        MistakeCase{"TwoDocuments", file("---\nsummary: b\n"), "5:1: more than one YAML document; keep only one"},
        MistakeCase{"KeyIsList", "[a]: b\n", "1:1: a key must be a plain word"},
        MistakeCase{"Binary", std::string("summary: a\n\0", 12), "2:1: not a text file"}),
    [](const testing::TestParamInfo<MistakeCase> &test) { return test.param.what; });

TEST(LibraryReader, TellsAllMistakesInTheirOrder) {
  EXPECT_EQ(mistakesIn("namespaces: [a]\ntypes:\n  - names: [T]\n    role: tsk\nfunctions:\n  - names: [f]\n"),
            "libs/lib/library.yaml:1:1: the file needs the key 'summary'\n"
            "libs/lib/library.yaml:4:11: unknown role 'tsk'; did you mean 'task'?\n"
            "libs/lib/library.yaml:6:5: a function needs the key 'role'");
}

// The parser's own words may change with LLVM; the form of the line may not.
TEST(LibraryReader, WrongSyntaxIsALineToo) {
  for (const std::string text :
       {"summary: 'open\n", "a: [b\n", "{", "- a\nb: c\n", "\t- a\n", "a: b: c\n", "%", "? ? ?"}) {
    const std::string message = mistakesIn(text);
    EXPECT_TRUE(llvm::StringRef(message).starts_with("libs/lib/library.yaml:")) << text << " gives: " << message;
  }
  EXPECT_NE(mistakesIn(""), "");
}

TEST(LibraryReader, SurvivesDeepNesting) {
  const std::size_t deep = 100'000;
  for (const std::string piece : {"[", "{a: ", "- ", "? "})
    for (const std::string start : {"", "summary: ", "types: "}) {
      std::string text = start;
      for (std::size_t i = 0; i < deep; ++i)
        text += piece;
      EXPECT_NE(mistakesIn(text), "");
    }
}

TEST(LibraryReader, SurvivesEveryCutAndEveryFlippedCharacter) {
  const std::string whole = functionWith(blocks + "    on: ['a', \"b\"]\nsleep: {text: a($1), include: <a>}\n");
  for (std::size_t i = 0; i <= whole.size(); ++i) {
    mistakesIn(whole.substr(0, i));
    for (const char c : {'"', '\'', '[', ']', '{', '}', ':', '-', '?', '&', '*', '!', '|', '>', '%', '@', '\n', '\xff'})
      mistakesIn(whole.substr(0, i) + c + whole.substr(i));
  }
}

TEST(LibraryReader, AbsentFolderIsAnError) {
  llvm::Expected<std::vector<LibraryData>> libraries = readLibraries("/no/such/folder");
  ASSERT_FALSE(libraries);
  const std::string message = llvm::toString(libraries.takeError());
  EXPECT_TRUE(llvm::StringRef(message).starts_with("/no/such/folder: cannot be read: ")) << message;
}

TEST(ShippedLibraries, AreReadAndSorted) {
  llvm::Expected<std::vector<LibraryData>> libraries = readLibraries(COROLINT_LIBRARIES_DIR);
  ASSERT_TRUE(bool(libraries)) << llvm::toString(libraries.takeError());
  EXPECT_GE(libraries->size(), 25u);
  EXPECT_TRUE(llvm::is_sorted(*libraries, [](const auto &a, const auto &b) { return a.name < b.name; }));
  for (const LibraryData &library : *libraries)
    EXPECT_FALSE(library.types.empty() && library.functions.empty()) << library.name;
}

TEST(ShippedLibraries, SayWhatTheRulesRelyOn) {
  llvm::Expected<std::vector<LibraryData>> libraries = readLibraries(COROLINT_LIBRARIES_DIR);
  ASSERT_TRUE(bool(libraries)) << llvm::toString(libraries.takeError());
  const auto library = [&](llvm::StringRef name) -> const LibraryData & {
    return *llvm::find_if(*libraries, [&](const LibraryData &each) { return each.name == name; });
  };
  EXPECT_TRUE(entryOf(library("std"), "this_thread::sleep_for", Role::Blocks));
  EXPECT_TRUE(entryOf(library("posix"), "getaddrinfo", Role::Blocks));
  EXPECT_TRUE(entryOf(library("asio"), "co_spawn", Role::Spawns));
  EXPECT_TRUE(library("posix").externC);
  for (const char *name : {"aio", "asio", "boost_asio", "folly", "seastar"})
    EXPECT_TRUE(library(name).sleep) << name;
}

} // namespace
} // namespace corolint
