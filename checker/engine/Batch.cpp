#include "Batch.h"

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

  void add(llvm::Expected<UnitResult> result, const CompileCommand &command) {
    const std::lock_guard lock(mutex);
    if (result) {
      report.add(std::move(result->report));
      userFiles.insert(result->userFiles.begin(), result->userFiles.end());
    } else {
      report.problems.push_back({command.file, llvm::toString(result.takeError())});
    }
    if (options.progress)
      options.progress(++done, all);
  }

  Report report;
  std::set<std::string> userFiles;

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

Report checkAll(llvm::ArrayRef<Job> jobs, const BatchOptions &options) {
  const auto start = std::chrono::steady_clock::now();
  Gathering gathering(jobs.size(), options);
  runParallel(jobs.size(), options.threads, [&](std::size_t i) {
    gathering.add(jobs[i].engine->checkUnit({jobs[i].command, nullptr}), jobs[i].command);
  });
  Report report = std::move(gathering.report);
  report.finish();
  SourceText sources;
  applySuppressions(report, std::vector<std::string>(gathering.userFiles.begin(), gathering.userFiles.end()), ruleIds(),
                    activeRules(jobs), sources);
  report.finish();
  report.stats.wallMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return report;
}

} // namespace corolint
