// corolint-cases: runs the cases of rules and libraries.
//
//   corolint-cases [-j N] FOLDER...     each rules/<id> or checker/libraries/<name>
//
// Prints 'path:line: what' for everything that is not as the cases say. Exit status 0, 1, or 2 for wrong usage.

#include "Folders.h"
#include "support/WorkerPool.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>

using namespace corolint;
using namespace corolint::test;

namespace {
struct Arguments {
  unsigned threads = defaultThreads();
  std::vector<std::string> folders; // absolute
};
} // namespace

static int usage(llvm::StringRef what) {
  llvm::errs() << "corolint-cases: " << what << "\nusage: corolint-cases [-j N] FOLDER...\n";
  return 2;
}

static std::string absolute(llvm::StringRef path) {
  llvm::SmallString<256> full = path;
  if (llvm::sys::fs::make_absolute(full)) // The working directory is gone: the path stays as given.
    return path.str();
  llvm::sys::path::remove_dots(full, true);
  return full.str().str();
}

static const CasePaths &casePaths() {
  static const CasePaths paths = {
      COROLINT_SOURCE_DIR "/test/support/prelude.h",
      {COROLINT_SOURCE_DIR "/runtime/include", COROLINT_SOURCE_DIR "/test/support", COROLINT_LIBRARIES_DIR}};
  return paths;
}

/// Only the folder itself is the user's code; the libraries' stubs and aio are not.
static Engine makeEngine(const std::string &folder, std::shared_ptr<const LibraryCatalog> catalog,
                         RuleSelection selection, Profile profile = Profile::Strict) {
  Config config;
  config.profile = profile;
  const auto isUserFile = [folder](llvm::StringRef path, bool isSystem) {
    return !isSystem && path.starts_with(folder + "/test/");
  };
  return {std::move(config), std::move(catalog), std::move(selection), isUserFile};
}

static Failures runCases(const Engine &engine, CaseFolder folder, unsigned threads) {
  const CaseRunner runner(engine);
  std::vector<Failures> failures(folder.cases.size());
  runParallel(folder.cases.size(), threads, [&](std::size_t i) { failures[i] = runner.run(folder.cases[i]); });
  for (const Failures &some : failures)
    folder.failures.insert(folder.failures.end(), some.begin(), some.end());
  return std::move(folder.failures);
}

/// Everyday users do not see what the files called 'strict_' show.
static Failures checkTiers(const Engine &everyday, llvm::StringRef rule, llvm::ArrayRef<Case> cases) {
  const CaseRunner runner(everyday);
  Failures failures;
  for (const Case &test : cases)
    if (llvm::sys::path::filename(test.path).starts_with("strict_"))
      for (const Finding &finding : runner.check(test, test.text).findings)
        if (finding.rule == rule)
          failures.push_back({test.path, 0, "the default profile shows a finding: " + finding.message});
  return failures;
}

static Failures runRule(const std::string &folder, const std::shared_ptr<const LibraryCatalog> &catalog,
                        unsigned threads) {
  const std::string id = llvm::sys::path::filename(folder).str();
  const RegisteredRule *rule = findRule(id);
  if (!rule)
    return {{folder, 0, "is no rule that this program was built with; build again"}};
  Failures failures;
  if (llvm::count(ruleIds(), id) != 1)
    failures.push_back({folder, 0, "two rules have this id"});
  std::vector<std::string> options;
  for (const OptionInfo &option : rule->rule->options)
    options.push_back(option.name.str());
  const Engine engine = makeEngine(folder, catalog, {{id}, {}, true});
  const Engine everyday = makeEngine(folder, catalog, {}, Profile::Default);
  const CaseFolder cases = readRuleFolder(folder, options, casePaths());
  for (const Failures &more : {runCases(engine, cases, threads), checkTiers(everyday, id, cases.cases)})
    failures.insert(failures.end(), more.begin(), more.end());
  return failures;
}

static Failures runFolder(const std::string &folder, const std::shared_ptr<const LibraryCatalog> &catalog,
                          unsigned threads) {
  if (llvm::sys::fs::exists(folder + "/rule.cpp"))
    return runRule(folder, catalog, threads);
  if (llvm::sys::fs::exists(folder + "/library.yaml"))
    return runCases(makeEngine(folder, catalog, {}), readLibraryFolder(folder, casePaths()), threads);
  return {{folder, 0, "has neither a rule.cpp nor a library.yaml"}};
}

static void print(Failures failures, llvm::raw_ostream &out) {
  std::sort(failures.begin(), failures.end());
  failures.erase(std::unique(failures.begin(), failures.end()), failures.end());
  for (const Failure &failure : failures) {
    out << failure.path;
    if (failure.line != 0)
      out << ':' << failure.line;
    out << ": " << failure.what << '\n';
  }
}

int main(int argc, char **argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const llvm::StringRef argument = argv[i];
    if (argument == "-j") {
      const llvm::StringRef number = ++i < argc ? argv[i] : "";
      if (number.getAsInteger(10, arguments.threads) || arguments.threads == 0)
        return usage("'-j' takes a number of threads");
    } else if (argument.starts_with("-")) {
      return usage("unknown flag '" + argument.str() + "'");
    } else {
      arguments.folders.push_back(absolute(argument));
    }
  }
  if (arguments.folders.empty())
    return usage("no folder given");

  llvm::Expected<std::vector<LibraryData>> libraries = readLibraries(COROLINT_LIBRARIES_DIR);
  if (!libraries) {
    llvm::errs() << llvm::toString(libraries.takeError()) << '\n';
    return 1;
  }
  const auto catalog = std::make_shared<const LibraryCatalog>(std::move(*libraries));
  Failures failures;
  for (const std::string &folder : arguments.folders) {
    const Failures some = runFolder(folder, catalog, arguments.threads);
    failures.insert(failures.end(), some.begin(), some.end());
  }
  print(failures, llvm::outs());
  return failures.empty() ? 0 : 1;
}
