#include "Commands.h"
#include "Setup.h"
#include "engine/Repair.h"
#include "report/Sink.h"
#include "report/UnifiedDiff.h"
#include "support/AtomicFile.h"
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

static int exitCode(const Report &report) {
  if (!report.problems.empty())
    return NotChecked;
  return report.findings.empty() ? Clean : Findings;
}

/// The path below the current folder where it lies there, as 'patch -p1' needs it.
static std::string shownPath(llvm::StringRef path) {
  llvm::StringRef rest = path;
  return rest.consume_front(currentFolder()) && rest.consume_front("/") ? rest.str() : path.str();
}

/// Writes the repaired files, or shows the change.
static void apply(const Repair &repaired, const CheckArguments &arguments, Report &left) {
  for (const RepairedFile &file : repaired.files)
    if (arguments.diff)
      writeUnifiedDiff(shownPath(file.path), file.before, file.after, llvm::outs());
    else if (llvm::Error failed = writeFileAtomically(file.path, file.after))
      left.problems.push_back({file.path, llvm::toString(std::move(failed))});
}

static int fix(BatchResult checked, const Setup &setup, const CheckArguments &arguments, unsigned threads) {
  checked.report.problems.insert(checked.report.problems.end(), setup.problems.begin(), setup.problems.end());
  Repair repaired = repair(setup.jobs, checked, {arguments.fixUnsafe, threads});
  apply(repaired, arguments, repaired.left);
  if (!arguments.diff)
    write(repaired.left, arguments);
  llvm::outs().flush();
  if (!arguments.quiet && arguments.format == "text")
    llvm::errs() << llvm::formatv("corolint: {0} fixes {1} in {2} files; {3} refused because they would not hold\n",
                                  repaired.kept, arguments.diff ? "possible" : "applied", repaired.files.size(),
                                  repaired.refused);
  return exitCode(repaired.left);
}

int check(const CheckArguments &arguments) {
  auto setup = makeSetup(arguments);
  if (!setup) {
    complain(llvm::toString(setup.takeError()));
    return Usage;
  }
  const BatchOptions options{
      arguments.threads == 0 ? defaultThreads() : arguments.threads, progressLine(arguments), {}};
  BatchResult checked = checkAll(setup->jobs, options);
  if (arguments.fix || arguments.fixUnsafe || arguments.diff)
    return fix(std::move(checked), *setup, arguments, options.threads);
  Report report = std::move(checked.report);
  report.problems.insert(report.problems.end(), setup->problems.begin(), setup->problems.end());
  report.finish();
  write(report, arguments);
  return exitCode(report);
}

} // namespace corolint
