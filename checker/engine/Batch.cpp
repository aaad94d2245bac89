#include "Batch.h"

#include "CpuTime.h"
#include "Parcel.h"
#include "Preludes.h"
#include "UnitKey.h"
#include "support/Error.h"
#include "support/WorkerPool.h"

#include <llvm/ADT/STLExtras.h>

#include <chrono>
#include <mutex>

namespace corolint {

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> overlay(const UnsavedTexts &texts) {
  auto disk = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::createPhysicalFileSystem());
  auto unsaved = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[path, text] : texts)
    unsaved->addFile(path, 0, llvm::MemoryBuffer::getMemBuffer(text, path));
  disk->pushOverlay(unsaved);
  return disk;
}

namespace {

/// The units of one call of checkUnits. Threads share it.
class UnitChecks {
public:
  UnitChecks(llvm::ArrayRef<Job> jobs, const BatchOptions &options) : jobs(jobs), options(options) {
    // Unsaved texts are not what the store's results are of.
    if (options.store && options.unsaved.empty())
      keys.emplace(options.root);
  }

  std::vector<UnitResult> run() {
    units.resize(jobs.size());
    std::vector<char> isKept(jobs.size());
    runParallel(keys ? jobs.size() : 0, options.threads, [&](std::size_t i) { isKept[i] = findKept(i) ? 1 : 0; });
    std::vector<std::size_t> open;
    std::vector<Job> openJobs;
    for (std::size_t i = 0; i < jobs.size(); ++i)
      if (!isKept[i]) {
        open.push_back(i);
        openJobs.push_back(jobs[i]);
      }
    // Unsaved texts may change what standard headers mean; a run with them is short.
    Preludes preludes(options.unsaved.empty() ? llvm::ArrayRef<Job>(openJobs) : llvm::ArrayRef<Job>());
    if (options.limits)
      checkIsolated(open, preludes);
    else
      runParallel(open.size(), options.threads,
                  [&](std::size_t i) { finish(open[i], check(open[i], preludes.of(i))); });
    return std::move(units);
  }

private:
  bool findKept(std::size_t i) {
    const CpuTime start = CpuTime::now();
    const std::optional<Digest> key = keys->of(jobs[i]);
    std::optional<UnitResult> kept = key ? options.store->find(*key) : std::nullopt;
    if (!kept)
      return false;
    units[i] = std::move(*kept);
    units[i].report.stats.unitsKept = 1;
    units[i].report.stats.phaseMs["cache"] = start.elapsedMs();
    noteDone();
    return true;
  }

  void checkIsolated(llvm::ArrayRef<std::size_t> open, Preludes &preludes) {
    preludes.makeIsolated(options.threads, *options.limits);
    runIsolated(
        open.size(), options.threads, *options.limits,
        [&](std::size_t i) { return pack(check(open[i], preludes.of(i))); },
        [&](std::size_t i, const JobOutcome &outcome) { finish(open[i], resultOf(outcome)); });
  }

  llvm::Expected<UnitResult> resultOf(const JobOutcome &outcome) const {
    if (outcome.end == JobOutcome::End::Done)
      return unpack(outcome.bytes);
    return error("{0}; check it alone with '--in-process' to see where", describe(outcome, *options.limits));
  }

  llvm::Expected<UnitResult> check(std::size_t i, std::shared_ptr<const Prelude> prelude) const {
    // A file system has a current folder, so each unit gets its own.
    const auto files = options.unsaved.empty() ? nullptr : overlay(options.unsaved);
    return jobs[i].engine->checkUnit(
        {jobs[i].command, files, std::move(prelude), keys.has_value() || options.keepsInputs});
  }

  void finish(std::size_t i, llvm::Expected<UnitResult> unit) {
    if (unit) {
      keep(i, *unit);
      units[i] = std::move(*unit);
    } else {
      units[i].report.problems.push_back({jobs[i].command.file, llvm::toString(unit.takeError())});
    }
    noteDone();
  }

  void keep(std::size_t i, UnitResult &unit) {
    const CpuTime start = CpuTime::now();
    if (const std::optional<Digest> key = keys ? keys->of(jobs[i]) : std::nullopt) {
      options.store->keep(*key, unit);
      unit.report.stats.phaseMs["cache"] = start.elapsedMs();
    }
    if (!options.keepsInputs)
      unit.inputs.clear();
  }

  void noteDone() {
    const std::lock_guard lock(mutex);
    ++done;
    if (options.progress)
      options.progress(done, jobs.size());
  }

  llvm::ArrayRef<Job> jobs;
  const BatchOptions &options;
  std::optional<UnitKeys> keys;
  std::vector<UnitResult> units;
  std::mutex mutex;
  std::size_t done = 0;
};

} // namespace

std::vector<UnitResult> checkUnits(llvm::ArrayRef<Job> jobs, const BatchOptions &options) {
  return UnitChecks(jobs, options).run();
}

/// What all units together show.
static std::vector<LinkedFinding> linkAll(std::vector<UnitResult> &units) {
  std::vector<UnitSummary> summaries;
  summaries.reserve(units.size());
  for (UnitResult &unit : units)
    summaries.push_back(std::move(unit.summary));
  return link(std::move(summaries));
}

BatchResult merge(llvm::ArrayRef<Job> jobs, std::vector<UnitResult> units, const UnsavedTexts &unsaved) {
  BatchResult result;
  Stats times; // the rest of the figures comes from the results
  const CpuTime start = CpuTime::now();
  const std::vector<LinkedFinding> linked = linkAll(units);
  times.phaseMs["link"] = start.elapsedMs();
  std::vector<Results> parts;
  parts.reserve(units.size());
  for (std::size_t job = 0; job < units.size(); ++job) {
    UnitResult &unit = units[job];
    for (const UserFile &file : unit.userFiles) {
      FileUse &use = result.files[file.path];
      use.hash = file.hash;
      use.jobs.push_back(job);
    }
    times.add(unit.report.stats);
    addLinked(*jobs[job].engine, partFor(linked, pathsOf(unit.userFiles)), unit);
    parts.push_back(resultsOf(jobs[job].command.file, jobs[job].engine->activeRules(), std::move(unit)));
  }
  SourceText sources(overlay(unsaved));
  result.report = reportOf(merged(std::move(parts)), sources);
  result.report.stats.phaseMs = std::move(times.phaseMs);
  result.report.stats.ruleMs = std::move(times.ruleMs);
  result.report.stats.unitsKept = times.unitsKept;
  return result;
}

BatchResult checkAll(llvm::ArrayRef<Job> jobs, const BatchOptions &options) {
  const auto start = std::chrono::steady_clock::now();
  BatchResult result = merge(jobs, checkUnits(jobs, options), options.unsaved);
  result.report.stats.wallMs =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return result;
}

} // namespace corolint
