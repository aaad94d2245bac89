#include "StepRecords.h"

#include "store/UnitFields.h"
#include "support/Error.h"

#include <llvm/Support/MemoryBuffer.h>

namespace corolint {

template <typename A> void fields(A &archive, Archived<A, UnitInterface> &facts) {
  archive.paths(facts.files);
  archive(facts.summary);
}

template <typename A> void fields(A &archive, Archived<A, LinkedFinding> &linked) {
  archive(linked.rule, linked.finding.span, linked.finding.message, linked.finding.path, linked.finding.symbol,
          linked.replaces, linked.isWithdrawal);
  archive.choice(linked.finding.tier, Tier::Hint);
}

template <typename A> void fields(A &archive, Archived<A, UnitCount> &count) {
  archive.path(count.unit);
  archive(count.functions, count.functionsSkipped);
}

template <typename A> void fields(A &archive, Archived<A, Results> &results) {
  archive(results.units, results.findings, results.problems, results.files, results.activeRules);
}

static constexpr llvm::StringLiteral factsKind = "facts", sliceKind = "slice", resultsKind = "results";

std::string recordOf(const UnitInterface &facts, llvm::StringRef root) { return encode(factsKind, facts, root); }

std::string recordOf(llvm::ArrayRef<LinkedFinding> slice, llvm::StringRef root) {
  return encode(sliceKind, slice.vec(), root);
}

std::string recordOf(const Results &results, llvm::StringRef root) { return encode(resultsKind, results, root); }

template <typename T>
static llvm::Expected<T> read(llvm::StringRef kind, llvm::StringRef maker, const std::string &file,
                              llvm::StringRef root) {
  const auto bytes = llvm::MemoryBuffer::getFile(file, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!bytes)
    return error("{0}: cannot be read ({1}); make it with 'corolint {2}'", file, bytes.getError().message(), maker);
  T value;
  if (decode(kind, (*bytes)->getBuffer(), root, value))
    return value;
  return error("{0}: is not what 'corolint {1}' of this version writes, or is damaged; make it anew", file, maker);
}

llvm::Expected<UnitInterface> readFacts(const std::string &file, llvm::StringRef root) {
  return read<UnitInterface>(factsKind, "facts", file, root);
}

llvm::Expected<std::vector<LinkedFinding>> readSlice(const std::string &file, llvm::StringRef root) {
  return read<std::vector<LinkedFinding>>(sliceKind, "link", file, root);
}

llvm::Expected<Results> readResults(const std::string &file, llvm::StringRef root) {
  return read<Results>(resultsKind, "check-unit", file, root);
}

} // namespace corolint
