#include "Checked.h"

#include "ChangeFilter.h"
#include "report/Fingerprint.h"
#include "support/Paths.h"
#include "support/WorkerPool.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

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

llvm::Expected<Checked> runCheck(const CheckArguments &arguments) {
  auto setup = makeSetup(arguments);
  if (!setup)
    return setup.takeError();
  auto filter = readChangeFilter(arguments, setup->root);
  if (!filter)
    return filter.takeError();
  if (*filter)
    keepTouched(setup->jobs, (*filter)->changes);
  const BatchOptions options{
      arguments.threads == 0 ? defaultThreads() : arguments.threads, progressLine(arguments), {}};
  BatchResult result = checkAll(setup->jobs, options);
  llvm::append_range(result.report.problems, setup->problems);
  result.report.finish();
  SourceText sources;
  assignFingerprints(result.report, sources);
  const std::size_t notNew = *filter ? keepNew(result.report, **filter) : 0;
  return Checked{std::move(*setup), std::move(result), filter->has_value(), notNew};
}

bool wasChecked(llvm::StringRef relativePath, const Checked &checked) {
  const std::string path = absolutePath(relativePath, checked.setup.root);
  return checked.result.files.contains(path) || !llvm::sys::fs::exists(path);
}

} // namespace corolint
