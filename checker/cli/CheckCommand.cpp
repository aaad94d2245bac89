#include "Checked.h"
#include "Commands.h"
#include "Outputs.h"
#include "StepFiles.h"
#include "engine/Repair.h"
#include "report/Baseline.h"
#include "report/Fingerprint.h"
#include "report/Place.h"
#include "report/UnifiedDiff.h"
#include "support/AtomicFile.h"
#include "support/Escape.h"
#include "support/Paths.h"
#include "support/WorkerPool.h"

#include <llvm/Support/Path.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

void complain(const std::string &message) { llvm::errs() << "corolint: error: " << printable(message) << "\n"; }

int refuse(llvm::Error why) {
  complain(llvm::toString(std::move(why)));
  return Usage;
}

/// Whether a finding is severe enough to fail the run.
static bool fails(const Finding &finding, const CheckArguments &arguments) {
  const std::optional<Severity> least = severityFromName(arguments.failOn); // none: 'never'
  return least && finding.severity >= *least;
}

static int exitCode(const Report &report, const CheckArguments &arguments) {
  if (report.problems.size() > arguments.allowIncomplete)
    return NotChecked;
  const bool any = llvm::any_of(report.findings, [&](const Finding &f) { return fails(f, arguments); });
  return any ? Findings : Clean;
}

/// Shows at most so many findings as the user wants to see.
static void limit(Report &report, std::size_t most) {
  if (most == 0 || report.findings.size() <= most)
    return;
  report.leftOut = report.findings.size() - most;
  report.findings.resize(most);
}

/// Writes the repaired files, or shows the change.
static void apply(const Repair &repaired, const CheckArguments &arguments, Report &left) {
  const std::string here = absolutePath("."); // 'patch -p1' needs paths from here on
  for (const RepairedFile &file : repaired.files)
    if (arguments.diff)
      writeUnifiedDiff(relativeTo(here, file.path), file.before, file.after, llvm::outs());
    else if (llvm::Error failed = writeFileAtomically(file.path, file.after))
      left.problems.push_back({file.path, llvm::toString(std::move(failed))});
}

/// Drops what the baseline knows, and says what it knows that is no more.
static void applyBaseline(const Baseline &baseline, Checked &checked, const CheckArguments &arguments) {
  Report &report = checked.result.report;
  const std::size_t stale =
      baseline.missing(report, [&](llvm::StringRef path) { return wasChecked(path, checked); }).size();
  baseline.dropKnown(report);
  if (stale != 0 && !arguments.quiet && !checked.isOfChange)
    llvm::errs() << llvm::formatv(
        "corolint: {0} findings of the baseline are no more; 'corolint baseline prune' removes "
        "them\n",
        stale);
}

/// Writes the report everywhere, and says with what code the program ends.
static int finish(Report report, llvm::ArrayRef<Output> outputs, const std::string &root,
                  const CheckArguments &arguments) {
  const int code = exitCode(report, arguments);
  limit(report, arguments.maxFindings);
  SourceText sources;
  llvm::Error failed = writeOutputs(report, sources, outputs, root, arguments);
  llvm::outs().flush();
  if (!failed)
    return code;
  complain(llvm::toString(std::move(failed)));
  return NotChecked;
}

static int fix(Checked checked, llvm::ArrayRef<Output> outputs, const CheckArguments &arguments) {
  const unsigned threads = arguments.threads == 0 ? defaultThreads() : arguments.threads;
  Repair repaired = repair(checked.setup.jobs, checked.result, {arguments.fixUnsafe, threads});
  apply(repaired, arguments, repaired.left);
  SourceText sources;
  assignFingerprints(repaired.left, sources);
  const int code = arguments.diff ? exitCode(repaired.left, arguments)
                                  : finish(std::move(repaired.left), outputs, checked.setup.root, arguments);
  llvm::outs().flush();
  if (!arguments.quiet && outputs.front().format == "text")
    llvm::errs() << llvm::formatv("corolint: {0} fixes {1} in {2} files; {3} refused because they would not hold\n",
                                  repaired.kept, arguments.diff ? "possible" : "applied", repaired.files.size(),
                                  repaired.refused);
  return code;
}

/// Reports what `run` finds.
static int reportRun(const CheckArguments &arguments, llvm::Expected<Checked> (*run)(const CheckArguments &)) {
  auto outputs = readOutputs(arguments);
  if (!outputs)
    return refuse(outputs.takeError());
  std::optional<Baseline> known;
  if (!arguments.baseline.empty()) {
    auto read = Baseline::read(arguments.baseline);
    if (!read)
      return refuse(read.takeError());
    known = std::move(*read);
  }
  auto checked = run(arguments);
  if (!checked)
    return refuse(checked.takeError());
  if (checked->notNew != 0 && !arguments.quiet)
    llvm::errs() << llvm::formatv("corolint: {0} findings are no part of the change and not shown\n", checked->notNew);
  if (known)
    applyBaseline(*known, *checked, arguments);
  if (arguments.fix || arguments.fixUnsafe || arguments.diff)
    return fix(std::move(*checked), *outputs, arguments);
  return finish(std::move(checked->result.report), *outputs, checked->setup.root, arguments);
}

int check(const CheckArguments &arguments) { return reportRun(arguments, runCheck); }

int mergeResults(const CheckArguments &arguments) {
  if (!arguments.into.empty())
    if (llvm::Error failed = writeMerged(arguments))
      return refuse(std::move(failed));
  const bool wantsReport = arguments.into.empty() || !arguments.outputs.empty() || !arguments.format.empty();
  return wantsReport ? reportRun(arguments, runMerge) : Clean;
}

} // namespace corolint
