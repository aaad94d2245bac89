#include "Commands.h"
#include "Setup.h"
#include "report/Sink.h"
#include "support/Escape.h"
#include "support/WorkerPool.h"

#include <llvm/Support/Path.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

void complain(const std::string &message) { llvm::errs() << "corolint: error: " << printable(message) << "\n"; }

static bool wantsColor(const std::string &choice) {
  if (choice != "auto")
    return choice == "always";
  return llvm::sys::Process::StandardOutHasColors() && !llvm::sys::Process::GetEnv("NO_COLOR").has_value();
}

/// Shows '[3/40]' while it runs, on a terminal only, and wipes it at the end.
static std::function<void(std::size_t, std::size_t)> progressLine(const CheckArguments &arguments) {
  if (arguments.quiet || !llvm::sys::Process::StandardErrIsDisplayed())
    return {};
  return [](std::size_t done, std::size_t all) {
    if (done < all)
      llvm::errs() << "\r[" << done << "/" << all << "] checking";
    else
      llvm::errs() << "\r\x1b[K";
  };
}

static std::string currentFolder() {
  llvm::SmallString<256> folder;
  return llvm::sys::fs::current_path(folder) ? std::string() : folder.str().str();
}

static void write(const Report &report, const CheckArguments &arguments) {
  SourceText sources;
  if (arguments.format == "json")
    return writeJson(report, sources, llvm::outs());
  TextOptions options;
  options.color = wantsColor(arguments.color);
  options.quiet = arguments.quiet;
  options.stats = arguments.stats;
  options.displayRoot = currentFolder();
  llvm::outs().enable_colors(options.color);
  writeText(report, sources, options, llvm::outs());
}

int check(const CheckArguments &arguments) {
  auto setup = makeSetup(arguments);
  if (!setup) {
    complain(llvm::toString(setup.takeError()));
    return Usage;
  }
  const BatchOptions options{arguments.threads == 0 ? defaultThreads() : arguments.threads, progressLine(arguments)};
  Report report = checkAll(setup->jobs, options);
  report.problems.insert(report.problems.end(), setup->problems.begin(), setup->problems.end());
  report.finish();
  write(report, arguments);
  if (!report.problems.empty())
    return NotChecked;
  return report.findings.empty() ? Clean : Findings;
}

} // namespace corolint
