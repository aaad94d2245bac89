#include "Checked.h"
#include "Commands.h"
#include "report/Baseline.h"
#include "support/AtomicFile.h"
#include "support/Error.h"
#include "support/Escape.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

static int write(const Baseline &baseline, const Checked &checked, const std::string &file) {
  if (llvm::Error failed = writeFileAtomically(file, baseline.text()))
    return refuse(std::move(failed));
  llvm::outs() << llvm::formatv("{0}: {1} findings\n", printable(file), baseline.all().size());
  for (const Problem &problem : checked.result.report.problems)
    complain(problem.path + ": not checked: " + problem.message);
  return checked.result.report.problems.empty() ? Clean : NotChecked;
}

/// The entries of `old` that are not among `gone`.
static std::vector<BaselineEntry> without(const Baseline &old, llvm::ArrayRef<BaselineEntry> gone) {
  std::vector<BaselineEntry> kept;
  for (const BaselineEntry &entry : old.all())
    if (!llvm::is_contained(gone, entry))
      kept.push_back(entry);
  return kept;
}

static void print(char sign, const BaselineEntry &entry) {
  llvm::outs() << sign << ' ' << printable(entry.path) << ": " << printable(entry.message) << " [" << entry.rule
               << "]\n";
}

/// Prints what is new and what is stale.
static int diff(const Checked &checked, llvm::ArrayRef<BaselineEntry> stale, const Baseline &fresh) {
  for (const BaselineEntry &entry : stale)
    print('-', entry);
  for (const BaselineEntry &entry : fresh.all())
    print('+', entry);
  if (!checked.result.report.problems.empty())
    return NotChecked;
  return stale.empty() && fresh.all().empty() ? Clean : Findings;
}

int baseline(BaselineDeed deed, const CheckArguments &arguments) {
  const std::string &file = arguments.baseline;
  if (deed == BaselineDeed::Create && llvm::sys::fs::exists(file))
    return refuse(error("{0}: there is a baseline already; 'corolint baseline update' makes it anew", file));
  Baseline old({});
  if (deed != BaselineDeed::Create) {
    auto read = Baseline::read(file);
    if (!read)
      return refuse(read.takeError());
    old = std::move(*read);
  }
  auto checked = runCheck(arguments);
  if (!checked)
    return refuse(checked.takeError());
  Report &report = checked->result.report;
  const std::vector<BaselineEntry> stale =
      old.missing(report, [&](llvm::StringRef path) { return wasChecked(path, *checked); });
  if (deed == BaselineDeed::Prune)
    return write(Baseline(without(old, stale)), *checked, file);
  old.dropKnown(report);
  const Baseline fresh = Baseline::of(report, checked->setup.root);
  if (deed == BaselineDeed::Diff)
    return diff(*checked, stale, fresh);
  std::vector<BaselineEntry> all = without(old, stale);
  llvm::append_range(all, fresh.all());
  return write(Baseline(std::move(all)), *checked, file);
}

} // namespace corolint
