#include "WholeCheck.h"

#include "engine/Parcel.h"
#include "store/UnitRecord.h"

#include <llvm/Support/FormatVariadic.h>

namespace corolint::test {

static std::string described(const UnitResult &unit) {
  std::string text;
  for (const Problem &problem : unit.report.problems)
    text += problem.path + ": " + problem.message + "\n";
  for (const Finding &finding : unit.report.findings)
    text += llvm::formatv("{0} [{1}, {2}) {3}: {4}\n", finding.span.path, finding.span.begin, finding.span.end,
                          finding.rule, finding.message)
                .str();
  return text;
}

JobOutcome checkWhole(const Engine &engine, const LiveOrder &order) {
  JobOutcome result;
  const auto check = [&](std::size_t) {
    return pack(engine.checkUnit({.command = order.command, .files = overlay(order.texts)}));
  };
  runIsolated(1, 1, {}, check, [&](std::size_t, JobOutcome outcome) { result = std::move(outcome); });
  return result;
}

std::pair<std::string, std::string> compared(const JobOutcome &whole, const LiveOutcome &live) {
  if (whole.end != JobOutcome::End::Done || live.end == LiveOutcome::End::Crashed)
    return {whole.end == JobOutcome::End::Done ? "done" : "crashed",
            live.end == LiveOutcome::End::Crashed ? "crashed" : "done"};
  auto unit = unpack(whole.bytes);
  if (!unit)
    return {llvm::toString(unit.takeError()), live.problem};
  const std::string expected = encodeUnit(*unit, ""), found = encodeUnit(live.unit, "");
  if (expected == found)
    return {};
  return {described(*unit) + "\n" + expected, described(live.unit) + "\n" + found};
}

} // namespace corolint::test
