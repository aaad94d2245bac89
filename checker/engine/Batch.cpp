#include "Batch.h"

#include "Preludes.h"
#include "report/Suppression.h"
#include "support/WorkerPool.h"

#include <chrono>
#include <mutex>

namespace corolint {

namespace {

/// Collects what the threads hand in.
class Gathering {
public:
  Gathering(std::size_t all, const BatchOptions &options) : all(all), options(options) {}

  void add(std::size_t job, llvm::Expected<UnitResult> result, const CompileCommand &command) {
    const std::lock_guard lock(mutex);
    if (result) {
      gathered.report.add(std::move(result->report));
      for (const UserFile &file : result->userFiles) {
        FileUse &use = gathered.files[file.path];
        use.hash = file.hash;
        use.jobs.push_back(job);
      }
    } else {
      gathered.report.problems.push_back({command.file, llvm::toString(result.takeError())});
    }
    if (options.progress)
      options.progress(++done, all);
  }

  BatchResult gathered;

private:
  std::mutex mutex;
  std::size_t done = 0;
  const std::size_t all;
  const BatchOptions &options;
};

} // namespace

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

static void finish(BatchResult &result, llvm::ArrayRef<Job> jobs, const BatchOptions &options) {
  std::vector<std::string> paths;
  for (auto &[path, use] : result.files) {
    llvm::sort(use.jobs);
    paths.push_back(path);
  }
  result.report.finish();
  SourceText sources(overlay(options.unsaved));
  applySuppressions(result.report, paths, ruleIds(), activeRules(jobs), sources);
  result.report.finish();
}

BatchResult checkAll(llvm::ArrayRef<Job> jobs, const BatchOptions &options) {
  const auto start = std::chrono::steady_clock::now();
  Gathering gathering(jobs.size(), options);
  // Unsaved texts may change what standard headers mean; a run with them is short.
  Preludes preludes(options.unsaved.empty() ? jobs : llvm::ArrayRef<Job>());
  runParallel(jobs.size(), options.threads, [&](std::size_t i) {
    // A file system has a current folder, so each unit gets its own.
    const auto files = options.unsaved.empty() ? nullptr : overlay(options.unsaved);
    gathering.add(i, jobs[i].engine->checkUnit({jobs[i].command, files, preludes.of(i)}), jobs[i].command);
  });
  BatchResult result = std::move(gathering.gathered);
  finish(result, jobs, options);
  result.report.stats.wallMs =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return result;
}

} // namespace corolint
