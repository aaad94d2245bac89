#include "Batch.h"

#include "Preludes.h"
#include "ProgramCheck.h"
#include "report/Suppression.h"
#include "support/WorkerPool.h"

#include <llvm/ADT/STLExtras.h>

#include <chrono>
#include <mutex>

namespace corolint {

static std::vector<std::string> activeRules(llvm::ArrayRef<Job> jobs) {
  std::set<const Engine *> engines;
  std::set<std::string> active;
  for (const Job &job : jobs)
    if (engines.insert(job.engine.get()).second)
      for (std::string &id : job.engine->activeRules())
        active.insert(std::move(id));
  return {active.begin(), active.end()};
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> overlay(const UnsavedTexts &texts) {
  auto disk = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::createPhysicalFileSystem());
  auto unsaved = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[path, text] : texts)
    unsaved->addFile(path, 0, llvm::MemoryBuffer::getMemBuffer(text, path));
  disk->pushOverlay(unsaved);
  return disk;
}

std::vector<UnitResult> checkUnits(llvm::ArrayRef<Job> jobs, const BatchOptions &options) {
  std::vector<UnitResult> units(jobs.size());
  std::mutex mutex;
  std::size_t done = 0;
  // Unsaved texts may change what standard headers mean; a run with them is short.
  Preludes preludes(options.unsaved.empty() ? jobs : llvm::ArrayRef<Job>());
  runParallel(jobs.size(), options.threads, [&](std::size_t i) {
    // A file system has a current folder, so each unit gets its own.
    const auto files = options.unsaved.empty() ? nullptr : overlay(options.unsaved);
    if (llvm::Expected<UnitResult> unit = jobs[i].engine->checkUnit({jobs[i].command, files, preludes.of(i)}))
      units[i] = std::move(*unit);
    else
      units[i].report.problems.push_back({jobs[i].command.file, llvm::toString(unit.takeError())});
    const std::lock_guard lock(mutex);
    if (options.progress)
      options.progress(++done, jobs.size());
  });
  return units;
}

/// What takes all units to see. A file belongs to the first unit that has it.
static std::vector<Finding> programFindings(llvm::ArrayRef<Job> jobs, std::vector<UnitSummary> summaries,
                                            const BatchResult &result) {
  return checkProgram(Program(std::move(summaries)), [&](const std::string &file) {
    const auto use = result.files.find(file);
    return use == result.files.end() ? nullptr : jobs[use->second.jobs.front()].engine.get();
  });
}

BatchResult merge(llvm::ArrayRef<Job> jobs, std::vector<UnitResult> units, const UnsavedTexts &unsaved) {
  BatchResult result;
  std::vector<UnitSummary> summaries;
  for (std::size_t job = 0; job < units.size(); ++job) {
    result.report.add(std::move(units[job].report));
    summaries.push_back(std::move(units[job].summary));
    for (const UserFile &file : units[job].userFiles) {
      FileUse &use = result.files[file.path];
      use.hash = file.hash;
      use.jobs.push_back(job);
    }
  }
  result.report.finish();
  mergeProgramFindings(result.report.findings, programFindings(jobs, std::move(summaries), result));
  SourceText sources(overlay(unsaved));
  applySuppressions(result.report, llvm::to_vector(llvm::make_first_range(result.files)), ruleIds(), activeRules(jobs),
                    sources);
  result.report.finish();
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
