#include "Repair.h"

#include "FixTrial.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/xxhash.h>

namespace corolint {

// Each pass keeps or refuses at least one fix; what is left after so many is left.
static constexpr unsigned maxPasses = 100;

namespace {

class Repairer {
public:
  Repairer(llvm::ArrayRef<Job> jobs, const BatchResult &checked, const RepairOptions &options)
      : jobs(jobs), options(options), files(checked.files) {
    result.left = checked.report;
  }

  Repair run();

private:
  bool runPass();
  std::vector<FixCandidate> choose(const std::vector<Finding> &findings) const;
  bool readAll(const Fix &fix);
  bool read(const std::string &path);
  bool accept(FixTrial &trial);
  std::vector<std::size_t> jobsOf(const FixTrial &trial) const;
  std::vector<UnitResult> unitsBefore(llvm::ArrayRef<std::size_t> affected);
  bool acceptSome(llvm::ArrayRef<FixCandidate> candidates);
  void takeOver(const FixTrial &trial, const UnsavedTexts &texts, BatchResult after);

  llvm::ArrayRef<Job> jobs;
  const RepairOptions &options;
  std::map<std::string, FileUse> files;
  std::map<std::size_t, UnitResult> units; // by job: what it finds in the texts of `now`; checked when first needed
  UnsavedTexts before, now;                // of the files that fixes edit
  std::set<std::string> unreadable;        // files that have changed since they were checked
  std::set<std::tuple<std::string, std::string, std::string>> rejected; // rule, message and title of what does not hold
  Repair result;
};

} // namespace

/// The text of the file as it was checked; false where it cannot be had any more.
bool Repairer::read(const std::string &path) {
  if (now.contains(path))
    return true;
  const auto text = llvm::MemoryBuffer::getFile(path);
  const auto use = files.find(path);
  if (text && use != files.end() && llvm::xxh3_64bits((*text)->getBuffer()) == use->second.hash) {
    before[path] = now[path] = (*text)->getBuffer().str();
    return true;
  }
  if (unreadable.insert(path).second)
    result.left.problems.push_back({path, "has changed since it was checked, so it was not fixed; check it again"});
  return false;
}

bool Repairer::readAll(const Fix &fix) {
  return llvm::all_of(fix.edits, [&](const Edit &edit) { return read(edit.span.path); });
}

std::vector<FixCandidate> Repairer::choose(const std::vector<Finding> &findings) const {
  std::vector<FixCandidate> chosen;
  for (const Finding &finding : findings)
    for (const Fix &fix : finding.fixes)
      if ((fix.safe || options.unsafe) && !rejected.contains({finding.rule, finding.message, fix.title})) {
        chosen.push_back({&finding, &fix});
        break;
      }
  return chosen;
}

std::vector<std::size_t> Repairer::jobsOf(const FixTrial &trial) const {
  std::set<std::size_t> affected;
  for (const auto &[path, text] : trial.edited())
    affected.insert(files.at(path).jobs.begin(), files.at(path).jobs.end());
  return {affected.begin(), affected.end()};
}

static std::vector<Job> pick(llvm::ArrayRef<Job> jobs, llvm::ArrayRef<std::size_t> chosen) {
  std::vector<Job> picked;
  for (const std::size_t job : chosen)
    picked.push_back(jobs[job]);
  return picked;
}

/// What the `affected` jobs find without the edits of a trial. Each is checked once, however many trials it sees.
std::vector<UnitResult> Repairer::unitsBefore(llvm::ArrayRef<std::size_t> affected) {
  std::vector<std::size_t> missing;
  llvm::copy_if(affected, std::back_inserter(missing), [&](std::size_t job) { return !units.contains(job); });
  std::vector<UnitResult> checked = checkUnits(pick(jobs, missing), {options.threads, {}, now});
  for (std::size_t i = 0; i < missing.size(); ++i)
    units[missing[i]] = std::move(checked[i]);
  std::vector<UnitResult> result;
  for (const std::size_t job : affected)
    result.push_back(units.at(job));
  return result;
}

/// Checks the units that see the edits. Takes the texts over if all fixes of the trial hold.
bool Repairer::accept(FixTrial &trial) {
  const std::vector<std::size_t> affected = jobsOf(trial);
  const std::vector<Job> chosen = pick(jobs, affected);
  const UnsavedTexts texts = trial.texts();
  const BatchResult without = merge(chosen, unitsBefore(affected), now);
  std::vector<UnitResult> repaired = checkUnits(chosen, {options.threads, {}, texts});
  BatchResult with = merge(chosen, repaired, texts);
  if (!trial.holds(without.report, with.report))
    return false;
  for (std::size_t i = 0; i < affected.size(); ++i)
    units[affected[i]] = std::move(repaired[i]);
  takeOver(trial, texts, std::move(with));
  return true;
}

/// The findings of the checked units replace those of their files.
void Repairer::takeOver(const FixTrial &trial, const UnsavedTexts &texts, BatchResult after) {
  now = texts;
  result.kept += trial.applied().size();
  std::erase_if(result.left.findings, [&](const Finding &finding) { return after.files.contains(finding.span.path); });
  std::move(after.report.findings.begin(), after.report.findings.end(), std::back_inserter(result.left.findings));
  result.left.finish();
}

/// Keeps `candidates`, or the first part of them that holds: then places have moved, and the next pass sees the rest.
bool Repairer::acceptSome(llvm::ArrayRef<FixCandidate> candidates) {
  FixTrial trial(now);
  for (const FixCandidate &candidate : candidates)
    trial.add(candidate);
  if (!trial.applied().empty() && accept(trial))
    return true;
  if (candidates.size() > 1)
    return acceptSome(candidates.take_front(candidates.size() / 2)) ||
           acceptSome(candidates.drop_front(candidates.size() / 2));
  rejected.insert(
      {candidates.front().finding->rule, candidates.front().finding->message, candidates.front().fix->title});
  ++result.refused;
  return false;
}

/// Says whether something was kept.
bool Repairer::runPass() {
  const std::vector<Finding> findings = result.left.findings;
  std::vector<FixCandidate> candidates = choose(findings);
  llvm::erase_if(candidates, [&](const FixCandidate &candidate) { return !readAll(*candidate.fix); });
  return !candidates.empty() && acceptSome(candidates);
}

Repair Repairer::run() {
  for (unsigned pass = 0; pass < maxPasses && runPass(); ++pass) {
  }
  for (const auto &[path, text] : before)
    if (now[path] != text)
      result.files.push_back({path, text, now[path]});
  return std::move(result);
}

Repair repair(llvm::ArrayRef<Job> jobs, const BatchResult &checked, const RepairOptions &options) {
  return Repairer(jobs, checked, options).run();
}

} // namespace corolint
