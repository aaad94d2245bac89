#include "Cache.h"
#include "Setup.h"
#include "StepFiles.h"
#include "support/AtomicFile.h"
#include "support/Error.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>

namespace corolint {

llvm::Expected<std::vector<std::string>> inputsOf(const CheckArguments &arguments) {
  std::vector<std::string> inputs;
  for (const std::string &asked : arguments.inputs) {
    if (!llvm::StringRef(asked).starts_with("@")) {
      inputs.push_back(asked);
      continue;
    }
    const auto list = llvm::MemoryBuffer::getFile(asked.substr(1));
    if (!list)
      return error("{0}: cannot be read ({1}); name a file with one input a line", asked.substr(1),
                   list.getError().message());
    llvm::SmallVector<llvm::StringRef> lines;
    (*list)->getBuffer().split(lines, '\n', -1, /*KeepEmpty=*/false);
    for (const llvm::StringRef line : lines)
      inputs.push_back(line.rtrim('\r').str());
  }
  return inputs;
}

llvm::Expected<Results> readAllResults(const CheckArguments &arguments, const std::string &root) {
  auto inputs = inputsOf(arguments);
  if (!inputs)
    return inputs.takeError();
  std::vector<Results> parts;
  parts.reserve(inputs->size());
  for (const std::string &input : *inputs) {
    auto part = readResults(input, root);
    if (!part)
      return part.takeError();
    parts.push_back(std::move(*part));
  }
  return merged(std::move(parts));
}

/// A file that would not change keeps its time: what depends on it need not be made anew.
static llvm::Error writeIfNew(const std::string &file, const std::string &content) {
  const auto old = llvm::MemoryBuffer::getFile(file, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return old && (*old)->getBuffer() == content ? llvm::Error::success() : writeFileAtomically(file, content);
}

llvm::Error writeMerged(const CheckArguments &arguments) {
  const std::string root = rootOf(arguments);
  auto results = readAllResults(arguments, root);
  if (!results)
    return results.takeError();
  return writeIfNew(arguments.into, recordOf(*results, root));
}

namespace {

/// What a step knows of its one unit.
struct CheckedUnit {
  Job job;
  std::string root;
  UnitResult result;
};

} // namespace

/// A path as make reads it (GNU make, 'Rule Syntax'), and ninja in the same way.
static std::string makeWord(llvm::StringRef path) {
  std::string word;
  for (const char c : path) {
    if (c == ' ' || c == '#' || c == '\\')
      word += '\\';
    else if (c == '$')
      word += '$';
    word += c;
  }
  return word;
}

/// Without '..', which ninja takes out of a path as if no folder in it were a link.
static std::string plainPath(const std::string &path) {
  llvm::SmallString<256> real;
  const bool isPlain = path.find("/../") == std::string::npos || llvm::sys::fs::real_path(path, real);
  return isPlain ? path : real.str().str();
}

static llvm::Error writeDepfile(const CheckArguments &arguments, llvm::ArrayRef<Input> inputs, const Job &job) {
  std::set<std::string> files = {job.command.file};
  for (const Input &input : inputs)
    if (input.kind == InputKind::File)
      files.insert(plainPath(input.path));
  std::string rule = makeWord(arguments.into) + ":";
  for (const std::string &file : files)
    rule += " \\\n  " + makeWord(file);
  return writeFileAtomically(arguments.depfile, rule + "\n");
}

static llvm::Expected<CheckedUnit> checkOne(const CheckArguments &arguments) {
  auto setup = makeSetup(arguments);
  if (!setup)
    return setup.takeError();
  if (setup->jobs.size() != 1)
    return setup->problems.empty() ? error("{0}: is not one unit; name a source file", arguments.paths.front())
                                   : error("{0}: {1}", setup->problems.front().path, setup->problems.front().message);
  // The step's outputs are what its caller keeps; another place is used when it is named. Results there do not say what
  // they depend on.
  const bool wantsInputs = !arguments.depfile.empty();
  const auto store = arguments.cache.empty() || wantsInputs ? nullptr : openStore(arguments, setup->root);
  std::vector<UnitResult> units = checkUnits(setup->jobs, {1, {}, {}, store.get(), setup->root, wantsInputs});
  if (wantsInputs)
    if (llvm::Error failed = writeDepfile(arguments, units.front().inputs, setup->jobs.front()))
      return failed;
  return CheckedUnit{std::move(setup->jobs.front()), setup->root, std::move(units.front())};
}

/// Says how a step ends: whoever runs it must not keep a result that another try might not have.
static int finishStep(const CheckArguments &arguments, const std::string &record, bool wasChecked) {
  if (llvm::Error failed = writeIfNew(arguments.into, record))
    return refuse(std::move(failed));
  return wasChecked ? Clean : NotChecked;
}

int writeUnitFacts(const CheckArguments &arguments) {
  auto unit = checkOne(arguments);
  if (!unit)
    return refuse(unit.takeError());
  const bool wasChecked = unit->result.report.stats.units != 0;
  UnitInterface facts{pathsOf(unit->result.userFiles), std::move(unit->result.summary)};
  llvm::sort(facts.summary.functions);
  llvm::sort(facts.summary.fills);
  llvm::sort(facts.summary.answers);
  llvm::sort(facts.summary.suppositions);
  return finishStep(arguments, recordOf(facts, unit->root), wasChecked);
}

int writeUnitResults(const CheckArguments &arguments) {
  auto unit = checkOne(arguments);
  if (!unit)
    return refuse(unit.takeError());
  if (!arguments.slice.empty()) {
    auto slice = readSlice(arguments.slice, unit->root);
    if (!slice)
      return refuse(slice.takeError());
    addLinked(*unit->job.engine, *slice, unit->result);
  }
  const bool wasChecked = unit->result.report.stats.units != 0;
  std::vector<Results> parts;
  parts.push_back(resultsOf(unit->job.command.file, unit->job.engine->activeRules(), std::move(unit->result)));
  return finishStep(arguments, recordOf(merged(std::move(parts)), unit->root), wasChecked);
}

/// 'a.facts=a.slice' as the file that is read and the one that is written.
static llvm::Expected<std::pair<std::string, std::string>> factsAndSlice(const std::string &input) {
  const auto [facts, slice] = llvm::StringRef(input).rsplit('=');
  if (slice.empty())
    return error("{0}: names no file to write; write FACTS=SLICE", input);
  return std::pair(facts.str(), slice.str());
}

static llvm::Error linkAll(const CheckArguments &arguments) {
  auto inputs = inputsOf(arguments);
  if (!inputs)
    return inputs.takeError();
  const std::string root = rootOf(arguments);
  std::vector<UnitSummary> summaries;
  summaries.reserve(inputs->size());
  std::vector<std::pair<std::string, std::vector<std::string>>> slices; // their files, and those of the units
  slices.reserve(inputs->size());
  for (const std::string &input : *inputs) {
    auto names = factsAndSlice(input);
    if (!names)
      return names.takeError();
    auto facts = readFacts(names->first, root);
    if (!facts)
      return facts.takeError();
    summaries.push_back(std::move(facts->summary));
    slices.emplace_back(names->second, std::move(facts->files));
  }
  const std::vector<LinkedFinding> linked = link(std::move(summaries));
  for (const auto &[file, unitFiles] : slices)
    if (llvm::Error failed = writeIfNew(file, recordOf(partFor(linked, unitFiles), root)))
      return failed;
  return llvm::Error::success();
}

int linkUnits(const CheckArguments &arguments) {
  if (llvm::Error failed = linkAll(arguments))
    return refuse(std::move(failed));
  return Clean;
}

} // namespace corolint
