#include "Checked.h"

#include "Cache.h"
#include "ChangeFilter.h"
#include "StepFiles.h"
#include "report/Fingerprint.h"
#include "support/Paths.h"
#include "support/WorkerPool.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Support/xxhash.h>

#include <chrono>

namespace corolint {

/// ', about 3 min left', from how long the units so far have taken; empty while that says little.
static std::string timeLeft(std::chrono::steady_clock::time_point start, std::size_t done, std::size_t all) {
  const auto soFar = std::chrono::steady_clock::now() - start;
  const auto left = std::chrono::ceil<std::chrono::seconds>(soFar / done * (all - done)).count();
  if (soFar < std::chrono::seconds(5) || left == 0)
    return "";
  return llvm::formatv(", about {0} left", left < 100 ? llvm::formatv("{0} s", left).str()
                                                      : llvm::formatv("{0} min", (left + 59) / 60).str());
}

/// Shows '[3/40] checking' while it runs, on a terminal only, and wipes it at the end.
static std::function<void(std::size_t, std::size_t)> progressLine(const CheckArguments &arguments) {
  if (arguments.quiet || !llvm::sys::Process::StandardErrIsDisplayed())
    return {};
  return [start = std::chrono::steady_clock::now()](std::size_t done, std::size_t all) {
    if (done < all)
      llvm::errs() << "\r[" << done << "/" << all << "] checking" << timeLeft(start, done, all) << "\x1b[K";
    else
      llvm::errs() << "\r\x1b[K";
  };
}

/// What one unit may take; nothing where all share this process.
static std::optional<JobLimits> limitsOf(const CheckArguments &arguments, unsigned processes) {
  if (arguments.inProcess)
    return std::nullopt;
  const uint64_t memory = arguments.maxMemoryMiB == 0 ? physicalMemory() : uint64_t{arguments.maxMemoryMiB} << 20;
  return JobLimits{std::chrono::seconds(arguments.unitSeconds), memory / processes};
}

/// The compiler's words hold absolute paths; a report is the same in every checkout.
static void removeRoot(std::vector<Problem> &problems, const std::string &root) {
  const std::string prefix = root + "/";
  for (Problem &problem : problems)
    for (std::size_t at = 0; (at = problem.message.find(prefix, at)) != std::string::npos;)
      problem.message.erase(at, prefix.size());
}

/// What is done to every report, wherever its findings come from.
static Checked finished(Setup setup, BatchResult result, const std::optional<ChangeFilter> &filter) {
  llvm::append_range(result.report.problems, setup.problems);
  removeRoot(result.report.problems, setup.root);
  result.report.finish();
  SourceText sources;
  assignFingerprints(result.report, sources);
  const std::size_t notNew = filter ? keepNew(result.report, *filter) : 0;
  return {std::move(setup), std::move(result), filter.has_value(), notNew};
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
  const std::unique_ptr<UnitStore> store = openStore(arguments, setup->root);
  const unsigned threads = arguments.threads == 0 ? defaultThreads() : arguments.threads;
  const BatchOptions options{.threads = threads,
                             .progress = progressLine(arguments),
                             .unsaved = {},
                             .store = store.get(),
                             .root = setup->root,
                             .limits = limitsOf(arguments, threads)};
  BatchResult result = checkAll(setup->jobs, options);
  return finished(std::move(*setup), std::move(result), *filter);
}

llvm::Expected<Checked> runMerge(const CheckArguments &arguments) {
  Setup setup;
  setup.root = rootOf(arguments);
  auto filter = readChangeFilter(arguments, setup.root);
  if (!filter)
    return filter.takeError();
  auto results = readAllResults(arguments, setup.root);
  if (!results)
    return results.takeError();
  BatchResult result;
  SourceText sources;
  for (const UserFile &file : results->files) {
    result.files[file.path].hash = file.hash;
    const SourceText::File *now = sources.file(file.path);
    if (!now || llvm::xxh3_64bits(now->buffer->getBuffer()) != file.hash)
      results->problems.push_back(
          {file.path, "is not what was checked, so lines and comments may not fit; check it again"});
  }
  result.report = reportOf(std::move(*results), sources);
  return finished(std::move(setup), std::move(result), *filter);
}

bool wasChecked(llvm::StringRef relativePath, const Checked &checked) {
  const std::string path = absolutePath(relativePath, checked.setup.root);
  return checked.result.files.contains(path) || !llvm::sys::fs::exists(path);
}

} // namespace corolint
