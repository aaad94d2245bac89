#include "ChangeFilter.h"

#include "frontend/UnitFiles.h"
#include "report/Place.h"
#include "support/Error.h"
#include "vcs/Git.h"
#include "vcs/Patch.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/MemoryBuffer.h>

namespace corolint {

static Nearness nearnessOf(llvm::StringRef name) {
  return name == "file" ? Nearness::File : name == "context" ? Nearness::Context : Nearness::Added;
}

static llvm::Expected<Changes> changesOf(const CheckArguments &arguments, const std::string &root) {
  if (!arguments.newFrom.empty())
    return changesSince({arguments.newFrom, /*mergeBase=*/false}, root);
  if (!arguments.mergeBase.empty())
    return changesSince({arguments.mergeBase, /*mergeBase=*/true}, root);
  const auto patch = llvm::MemoryBuffer::getFileOrSTDIN(arguments.patch);
  if (!patch)
    return error("{0}: the patch cannot be read ({1})", arguments.patch, patch.getError().message());
  return readPatch((*patch)->getBuffer(), root);
}

llvm::Expected<std::optional<ChangeFilter>> readChangeFilter(const CheckArguments &arguments, const std::string &root) {
  const int asked = !arguments.newFrom.empty() + !arguments.mergeBase.empty() + !arguments.patch.empty();
  if (asked > 1)
    return error("--new-from, --merge-base and --patch exclude each other; give one of them");
  if (asked == 0 || arguments.changed == "all")
    return std::nullopt;
  auto changes = changesOf(arguments, root);
  if (!changes)
    return changes.takeError();
  return ChangeFilter{std::move(*changes), nearnessOf(arguments.changed)};
}

void keepTouched(std::vector<Job> &jobs, const Changes &changes) {
  UnitFiles files;
  llvm::erase_if(jobs, [&](const Job &job) {
    return !files.mayInclude(job.command, [&](llvm::StringRef path) { return changes.files().contains(path.str()); });
  });
}

std::size_t keepNew(Report &report, const ChangeFilter &filter) {
  SourceText sources;
  const auto isNew = [&](const Span &span) {
    const TextRange place = placeOf(span, sources);
    return filter.changes.touches(span.path, place.begin.line, place.end.line, filter.nearness);
  };
  const std::size_t before = report.findings.size();
  llvm::erase_if(report.findings, [&](const Finding &finding) {
    return !isNew(finding.span) && llvm::none_of(finding.path, [&](const Step &step) { return isNew(step.span); });
  });
  return before - report.findings.size();
}

} // namespace corolint
