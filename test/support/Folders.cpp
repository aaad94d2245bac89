#include "Folders.h"

#include "Marks.h"
#include "Page.h"
#include "Regions.h"
#include "model/LibraryData.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

#include <functional>
#include <set>

namespace corolint::test {

namespace {
class FolderReader {
public:
  FolderReader(llvm::StringRef path, const CasePaths &paths) : folder(path.rtrim('/').str()), paths(paths) {}

  CaseFolder readRule(llvm::ArrayRef<std::string> options) {
    const std::set<std::string> files = list(folder);
    const auto isOwn = [](llvm::StringRef name) { return name == "rule.cpp" || name == "rule.md" || name == "test"; };
    expectOnly(folder, files, isOwn, "a rule has rule.cpp, rule.md and test/");
    readPage(folder + "/rule.md", options);
    const std::string tests = folder + "/test";
    const std::set<std::string> cases = list(tests);
    const auto isCase = [](llvm::StringRef name) { return name.ends_with(".cpp"); };
    expectOnly(tests, cases, isCase, "cases are *.cpp");
    if (cases.empty())
      fail(tests, 0, "the rule has no cases; write test/*.cpp with bad_ and ok_ functions");
    for (const std::string &name : cases)
      if (isCase(name))
        readFile(tests + "/" + name, name);
    return std::move(result);
  }

  CaseFolder readLibrary() {
    const std::set<std::string> files = list(folder);
    const auto isOwn = [](llvm::StringRef name) {
      return name == "library.yaml" || name == "stub.h" || name == "test.cpp";
    };
    expectOnly(folder, files, isOwn, "a library has library.yaml, stub.h and test.cpp");
    if (files.contains("test.cpp"))
      readFile(folder + "/test.cpp", "", files.contains("stub.h") ? snippetHeaders() : std::vector<std::string>());
    else
      fail(folder + "/test.cpp", 0, "is missing: the library's data is untested");
    return std::move(result);
  }

private:
  std::set<std::string> list(const std::string &path) const {
    std::set<std::string> names;
    std::error_code error;
    for (llvm::sys::fs::directory_iterator entry(path, error), end; entry != end && !error; entry.increment(error))
      names.insert(llvm::sys::path::filename(entry->path()).str());
    return names;
  }

  void expectOnly(const std::string &path, const std::set<std::string> &names,
                  llvm::function_ref<bool(llvm::StringRef)> isOwn, const char *rule) {
    for (const std::string &name : names)
      if (!isOwn(name))
        fail(path + "/" + name, 0, std::string("does not belong here: ") + rule);
  }

  std::string read(const std::string &path) {
    auto buffer = llvm::MemoryBuffer::getFile(path);
    if (buffer)
      return (*buffer)->getBuffer().str();
    fail(path, 0, "cannot be read: " + buffer.getError().message());
    return "";
  }

  /// The headers that the library's fixes add; its stub declares what is in them.
  std::vector<std::string> snippetHeaders() {
    const std::string path = folder + "/library.yaml";
    llvm::Expected<LibraryData> library = parseLibrary(path, read(path));
    if (!library) {
      fail(path, 0, llvm::toString(library.takeError()));
      return {};
    }
    std::vector<std::string> headers;
    for (const std::optional<Snippet> &snippet :
         {library->sleep, library->spawn, library->timeout, library->run, library->yield, library->gather})
      if (snippet && !snippet->include.empty())
        headers.push_back(llvm::StringRef(snippet->include).trim("<>\"").str());
    return headers;
  }

  void readFile(const std::string &path, llvm::StringRef name, std::vector<std::string> standIns = {}) {
    const std::string text = read(path);
    const std::vector<Mark> marks = parseMarks(path, text).marks;
    const auto isKind = [](MarkKind kind) { return [kind](const Mark &mark) { return mark.kind == kind; }; };
    const bool isMiss = name.starts_with("miss_"), isFalse = name.starts_with("false_");
    if (name.starts_with("bad_") && llvm::none_of(marks, isKind(MarkKind::Expect)))
      fail(path, 0, "is called 'bad_' and expects nothing");
    if (name.starts_with("ok_") && !marks.empty())
      fail(path, marks.front().line, "a mark in a file that is called 'ok_'");
    if (isMiss != llvm::any_of(marks, isKind(MarkKind::Miss)) && !name.empty())
      fail(path, 0, "known misses ('// miss:') stand in files called 'miss_', and only there");
    if (isFalse != llvm::any_of(marks, isKind(MarkKind::False)) && !name.empty())
      fail(path, 0, "known false alarms ('// false:') stand in files called 'false_', and only there");
    addCase({path, path, text, flags(), std::move(standIns)}, marks);
  }

  void readPage(const std::string &path, llvm::ArrayRef<std::string> options) {
    const std::string text = read(path);
    const Page page = parsePage(text);
    append(checkPage(path, page, llvm::sys::path::filename(folder), options));
    bool hasFinding = false, hasNone = false;
    for (const CodeBlock &block : page.blocks) {
      if (block.language != "cpp")
        continue;
      // The code stands at the same line in the unit as on the page, so failures name lines of the page.
      const std::string unit = path + "." + std::to_string(block.line) + ".cpp";
      const std::string code = std::string(block.line - 1, '\n') + block.text;
      const std::vector<Mark> marks = parseMarks(path, code).marks;
      const auto isExpected = [](const Mark &mark) { return mark.kind == MarkKind::Expect; };
      (llvm::any_of(marks, isExpected) ? hasFinding : hasNone) = true;
      std::vector<std::string> all = flags();
      all.insert(all.end(), {"-include", paths.prelude});
      addCase({path, unit, code, std::move(all)}, marks);
    }
    if (!hasFinding || !hasNone)
      fail(path, 0, "needs a code block with an '// expect:' and one without");
  }

  void addCase(Case test, const std::vector<Mark> &marks) {
    append(checkRegions(test.path, test.text, marks));
    result.cases.push_back(std::move(test));
  }

  std::vector<std::string> flags() const {
    std::vector<std::string> all = {"-std=c++20", "-pthread"};
    for (const std::string &include : paths.include)
      all.insert(all.end(), {"-isystem", include});
    return all;
  }

  void append(const Failures &more) { result.failures.insert(result.failures.end(), more.begin(), more.end()); }
  void fail(const std::string &path, unsigned line, const std::string &what) {
    result.failures.push_back({path, line, what});
  }

  const std::string folder;
  const CasePaths &paths;
  CaseFolder result;
};
} // namespace

CaseFolder readRuleFolder(llvm::StringRef folder, llvm::ArrayRef<std::string> options, const CasePaths &paths) {
  return FolderReader(folder, paths).readRule(options);
}

CaseFolder readLibraryFolder(llvm::StringRef folder, const CasePaths &paths) {
  return FolderReader(folder, paths).readLibrary();
}

} // namespace corolint::test
