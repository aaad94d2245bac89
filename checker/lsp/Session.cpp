#include "Session.h"

#include "config/ConfigReader.h"
#include "engine/UserCode.h"
#include "report/Baseline.h"
#include "report/Fingerprint.h"
#include "support/Paths.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Path.h>

#include <algorithm>

namespace corolint {

using namespace std::chrono_literals;
using Clock = EventQueue::Clock;

// A pause in typing after which a check is worth its time: a part of what the last one took, so that small documents
// feel immediate and large ones do not check every key.
static Clock::duration pauseFor(Clock::duration lastCheck) {
  return std::clamp<Clock::duration>(lastCheck / 4, 5ms, 200ms);
}

Session::Session(Analysis &analysis, EventQueue &queue, EngineMaker makeEngine, Listener listener)
    : analysis(analysis), queue(queue), makeEngine(std::move(makeEngine)), listener(std::move(listener)),
      finder(std::make_unique<UnitFinder>("")), alive(std::make_shared<bool>(true)) {}

Session::~Session() { *alive = false; }

void Session::setFolders(std::vector<std::string> opened) { folders = std::move(opened); }

void Session::setSettings(Settings chosen) {
  if (chosen == current)
    return;
  current = std::move(chosen);
  startOver();
}

UnsavedTexts Session::texts() const {
  UnsavedTexts texts;
  for (const auto &[path, document] : documents)
    texts.emplace(path, document.text());
  return texts;
}

/// The innermost folder that the user has open around `path`, else the project that it lies in.
std::string Session::folderOf(const std::string &path) const {
  std::string best;
  for (const std::string &folder : folders)
    if (llvm::StringRef(path).starts_with(folder + "/") && folder.size() > best.size())
      best = folder;
  return best.empty() ? projectRoot(path) : best;
}

void Session::makeEngineOf(Unit &unit) {
  const std::string &file = unit.found.command.file;
  unit.settings = pack(current, folderOf(file));
  const std::string key = unit.settings + '\0' + findConfig(file) + '\0' + projectRoot(file);
  std::shared_ptr<const Engine> &engine = engines[key];
  if (!engine) {
    auto made = makeEngine(unit.settings, file);
    if (made)
      engine = std::move(*made);
    else
      unit.trouble = llvm::toString(made.takeError());
  }
  unit.engine = engine;
}

/// Finds the unit that the document is checked in; a header goes to one that is known to include it, if there is one.
void Session::attach(const std::string &path) {
  std::string unit;
  if (isHeader(path))
    for (const auto &[name, known] : units)
      if (unit.empty() && known.last && known.last->result.files.contains(path))
        unit = name;
  if (unit.empty()) {
    FoundUnit found = finder->find(path);
    unit = found.command.file;
    if (!units.contains(unit)) {
      Unit &made = units[unit];
      made.found = std::move(found);
      makeEngineOf(made);
    }
  }
  units[unit].watchers.insert(path);
  unitOf[path] = unit;
}

void Session::detach(const std::string &path) {
  const auto entry = unitOf.extract(path);
  if (!entry)
    return;
  const auto unit = units.find(entry.mapped());
  unit->second.watchers.erase(path);
  if (!unit->second.watchers.empty())
    return;
  queue.cancel("check " + unit->first);
  analysis.close(unit->first);
  units.erase(unit);
}

void Session::makeDirty(const std::string &name, bool atOnce) {
  Unit &unit = units.at(name);
  const Clock::time_point now = Clock::now();
  if (!unit.isDirty)
    unit.dirtySince = now;
  unit.isDirty = true;
  const Clock::duration last = unit.last ? unit.last->time : 0ms;
  // Who types without a pause sees a result nevertheless.
  const Clock::time_point due =
      atOnce ? now : std::min(now + pauseFor(last), unit.dirtySince + std::max<Clock::duration>(last, 50ms));
  queue.schedule("check " + name, due, [this, name] { start(name); });
}

void Session::textChanged(const std::string &path, bool atOnce) {
  for (const auto &[name, unit] : units)
    if (name == path || unit.watchers.contains(path) || (unit.last && unit.last->result.files.contains(path)))
      makeDirty(name, atOnce);
}

/// Drops what the baseline knows; one that cannot be read is a problem of the unit.
static void applyBaseline(UnitCheck &check, const std::string &file, const std::string &unit,
                          const UnsavedTexts &texts) {
  Report &report = check.result.report;
  SourceText sources(overlay(texts));
  assignFingerprints(report, sources);
  if (file.empty())
    return;
  if (auto known = Baseline::read(file))
    known->dropKnown(report);
  else
    report.problems.push_back({unit, llvm::toString(known.takeError())});
}

UnitCheck unitCheckOf(const AnalysisRequest &request, AnalysisResult result, const std::string &baseline) {
  UnitCheck check;
  check.problem = std::move(result.problem);
  check.crashed = result.crashed;
  if (!check.problem.empty())
    return check;
  std::vector<UnitResult> results;
  results.push_back(std::move(result.unit));
  check.result = merge(Job{request.engine, request.command}, std::move(results), request.texts);
  applyBaseline(check, baseline, request.command.file, request.texts);
  return check;
}

void Session::start(const std::string &name) {
  Unit &unit = units.at(name);
  const Clock::time_point begin = Clock::now();
  // What is shown gets too old while each key ends the check of the one before: this one may finish.
  if (unit.isRunning && unit.last && begin - unit.shownSince > 2 * unit.last->time)
    return;
  unit.isDirty = false;
  if (!unit.engine) {
    unit.last = nullptr;
    for (const std::string &path : std::set<std::string>(unit.watchers))
      listener(path);
    return;
  }
  unit.isRunning = true;
  const uint64_t number = ++unit.number;
  std::map<std::string, int64_t> versions;
  for (const auto &[path, document] : documents)
    versions[path] = document.version();
  const AnalysisRequest order = *request(name, texts());
  const auto done = [=, this, alive = alive, baseline = current.baseline](AnalysisResult result) {
    if (result.cancelled)
      return;
    auto check = std::make_shared<UnitCheck>(unitCheckOf(order, std::move(result), baseline));
    check->versions = versions;
    check->time = Clock::now() - begin;
    queue.post([=, this] {
      if (*alive)
        finish(name, number, check);
    });
  };
  analysis.check(name, order, done);
}

void Session::finish(const std::string &name, uint64_t number, std::shared_ptr<const UnitCheck> check) {
  const auto found = units.find(name);
  if (found == units.end() || found->second.number != number)
    return;
  Unit &unit = found->second;
  unit.isRunning = false;
  unit.last = std::move(check);
  unit.shownSince = Clock::now();
  if (unit.isDirty)
    makeDirty(name, /*atOnce=*/true);
  for (const std::string &path : std::set<std::string>(unit.watchers))
    listener(path);
}

void Session::open(const std::string &path, int64_t version, std::string text) {
  detach(path);
  documents.erase(path);
  documents.try_emplace(path, path, version, std::move(text));
  attach(path);
  makeDirty(unitOf.at(path), /*atOnce=*/true);
}

bool Session::change(const std::string &path, int64_t version, llvm::ArrayRef<TextChange> changes) {
  const auto document = documents.find(path);
  if (document == documents.end())
    return false;
  document->second.change(version, changes, encodingOfClient);
  if (!current.onSave)
    textChanged(path, /*atOnce=*/false);
  return true;
}

bool Session::close(const std::string &path) {
  if (documents.erase(path) == 0)
    return false;
  detach(path);
  textChanged(path, /*atOnce=*/false); // what the others see of it is the disk's
  return true;
}

void Session::save(const std::string &path) {
  if (current.onSave)
    textChanged(path, /*atOnce=*/true);
}

void Session::filesChanged(llvm::ArrayRef<std::string> paths) {
  const auto isSetting = [this](llvm::StringRef path) {
    const llvm::StringRef name = llvm::sys::path::filename(path);
    return name == ".corolint" || name == "compile_commands.json" || name == "library.yaml" || path == current.config ||
           path == current.baseline;
  };
  if (llvm::any_of(paths, isSetting))
    return startOver();
  for (const std::string &path : paths)
    if (!documents.contains(path))
      textChanged(path, /*atOnce=*/false);
}

void Session::startOver() {
  for (const auto &[name, unit] : units) {
    queue.cancel("check " + name);
    analysis.close(name);
  }
  units.clear();
  unitOf.clear();
  engines.clear();
  finder = std::make_unique<UnitFinder>(current.buildFolder);
  for (const auto &[path, document] : documents) {
    attach(path);
    makeDirty(unitOf.at(path), /*atOnce=*/true);
  }
}

} // namespace corolint
