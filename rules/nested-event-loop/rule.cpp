#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "facts/Chains.h"
#include "facts/OwnLoops.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Trials.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

namespace {

/// A call on an event loop's thread that runs a loop, itself or in what it calls.
struct NestedRun {
  const clang::Expr *expr;
  const clang::FunctionDecl *callee;
  Runs runs;
  bool canAwait;
};

} // namespace

static std::string message(llvm::StringRef callee, llvm::StringRef through, Runs runs) {
  return llvm::formatv(
             "{0} runs an event loop{1}{2} on {3}: what awaits it stands still until that loop has ended, for "
             "ever if it waits for something that the outer loop has to do; await the work instead",
             callee, through.empty() ? "" : " through ", through, threadOf(runs))
      .str();
}

/// 'sync_wait(save())' becomes 'co_await save()'.
static std::optional<Fix> awaitInstead(const NestedRun &run, const FunctionFacts &function) {
  const auto arguments = argumentsOf(*run.expr);
  const Places &places = function.unit->places;
  if (!run.canAwait || arguments.size() != 1 || !function.function || function.function->isTemplateInstantiation())
    return std::nullopt;
  const clang::Expr &work = *arguments.front()->IgnoreUnlessSpelledInSource();
  const bool isWhole = places.isEditable(run.expr->getSourceRange()) && places.isEditable(work.getSourceRange());
  if (!isWhole || !work.isPRValue() || !function.unit->model.type(work.getType()).awaitable)
    return std::nullopt;
  return Fix{"await it",
             /*safe=*/true,
             {{places.span(run.expr->getSourceRange()), "co_await " + places.text(work.getSourceRange())}}};
}

/// A coroutine that suspends nowhere and runs a loop until that is stopped lends its thread to the loop: nothing of its
/// own waits meanwhile.
static bool lendsThread(const NestedRun &run, const FunctionFacts &function) {
  const FlowGraph *graph = function.isCoroutine ? function.flow() : nullptr;
  if (!graph || reach(*graph, graph->begin(), [](const Event &event) { return event.kind == Event::Kind::Suspend; }))
    return false;
  return llvm::none_of(argumentsOf(*run.expr), [&](const clang::Expr *argument) {
    return function.unit->summaries.isWork(argument->getType());
  });
}

/// Waiting for work that suspends nowhere needs no loop: it runs to its end at once.
static bool waitsForDoneWork(const NestedRun &run, Summaries &summaries) {
  return llvm::any_of(argumentsOf(*run.expr), [&](const clang::Expr *argument) {
    const auto *call = llvm::dyn_cast<clang::CallExpr>(argument->IgnoreUnlessSpelledInSource());
    const clang::FunctionDecl *callee = call ? calleeOf(*call) : nullptr;
    return callee && summaries.maySuspend(*callee) == Answer::No;
  });
}

/// 'EXPECT_THROW(sync_wait(fails()), Error)': a test that waits to see what comes of it.
static bool isTried(const NestedRun &run, const FunctionFacts &function) {
  const FlowGraph *graph = function.flow();
  return graph && isTriedByMacro(*run.expr, graph->tree(), function.unit->ast.getSourceManager());
}

static FindingBuilder report(const NestedRun &run, const FunctionFacts &function, llvm::ArrayRef<Chains::Link> chain,
                             Reporter &reporter) {
  FindingBuilder finding =
      reporter.report(run.expr->getSourceRange(), message(nameOf(*run.callee), describeChain(chain), run.runs));
  for (const Chains::Link &link : chain)
    finding.step(link.expr()->getSourceRange(), describeChain(link) + " is called here");
  if (const auto fix = awaitInstead(run, function))
    finding.fix(*fix);
  return finding;
}

static void check(const UnitFacts &unit, Reporter &reporter) {
  const Chains chains(
      unit,
      [](const KnownCall &call, const FunctionFacts &) {
        return call.role.entry->role == Role::RunsLoop && !call.role.entry->strict;
      },
      ownLoops(unit));
  for (const FunctionFacts &function : unit.functions) {
    for (const KnownCall &call : function.calls)
      if (call.role.entry->role == Role::RunsLoop && isOnLoop(call.runs) && !call.isAwaited) {
        const NestedRun run{call.expr, call.callee, call.runs, call.canAwait};
        if (isTried(run, function) || lendsThread(run, function) ||
            (!call.role.entry->refusesNesting && waitsForDoneWork(run, unit.summaries)))
          continue;
        FindingBuilder finding = report(run, function, {}, reporter);
        if (call.role.entry->strict)
          finding.tier(Tier::Strict);
      }
    for (const PlainCall &call : function.plainCalls)
      if (isOnLoop(call.runs))
        if (const auto chain = chains.from(*call.callee))
          report({call.expr, call.callee, call.runs, call.canAwait}, function, *chain, reporter);
  }
}

static void summarize(const FunctionFacts &function, std::vector<DeedSummary> &deeds) {
  for (const KnownCall &call : function.calls)
    if (call.runs == Runs::Unknown && call.role.entry->role == Role::RunsLoop && !call.role.entry->strict)
      deeds.push_back({.name = nameOf(*call.callee), .span = function.unit->places.span(call.expr->getSourceRange())});
}

/// The same through other units, where the whole program is known.
static void checkProgram(const Program &program, ProgramReporter &reporter) {
  const ProgramChains chains(program, reporter.rule(), static_cast<unsigned>(Tier::Default));
  for (const FunctionSummary &function : program.functions())
    for (const CallSummary &call : function.calls)
      if (const auto chain = call.onLoop ? chains.from(call) : std::nullopt)
        reporter.report({call.span,
                         message(call.name, describe(*chain), call.inCallback ? Runs::OnLoop : Runs::Coroutine),
                         stepsOf(*chain), function.symbol, Tier::Default});
}

const Rule rules::COROLINT_RULE = {
    .summary = "an event loop is run inside of a coroutine or a callback of a loop",
    .checkUnit = check,
    .summarize = summarize,
    .checkProgram = checkProgram,
};

} // namespace corolint
