#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
#include "facts/Lending.h"
#include "flow/Access.h"
#include "flow/Fate.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/StmtCXX.h>

namespace corolint {

namespace {

/// Where a generator is kept while it is advanced.
struct Keeper {
  const clang::DeclStmt *statement = nullptr;
  const clang::CXXForRangeStmt *loop = nullptr; // whose range it is
  bool isReturned = false;
};

} // namespace

/// Nothing where the generator does not outlive the statement that makes it.
static std::optional<Keeper> keeperOf(const clang::Expr &generator, const FlowGraph &graph) {
  const Fate fate = fateOf(generator, graph.tree());
  if (fate.kind == Fate::Kind::Returned)
    return Keeper{.isReturned = true};
  const auto *statement = fate.kind == Fate::Kind::Kept ? llvm::dyn_cast<clang::DeclStmt>(fate.by) : nullptr;
  if (!statement)
    return std::nullopt;
  const auto *loop = graph.tree().enclosing<clang::CXXForRangeStmt>(*statement);
  return Keeper{statement, loop && loop->getRangeStmt() == statement ? loop : nullptr};
}

/// 'for (char c : letters(std::string("x")))' becomes 'auto text = std::string("x"); for (char c : letters(text))',
/// which gives the temporary a longer life and changes nothing else.
static std::optional<Fix> namingFix(const FunctionFacts &function, const Borrow &borrow, const clang::Expr &call) {
  const clang::Expr *argument = borrow.argument->IgnoreUnlessSpelledInSource();
  const clang::ParmVarDecl *parameter = borrow.isObject() ? nullptr : parameterOf(call, borrow.index);
  const bool isAsWritten = borrow.temporary && argument->isPRValue() && borrow.argument != &call &&
                           function.unit->ast.hasSameUnqualifiedType(argument->getType(), borrow.temporary->getType());
  if (!isAsWritten || (parameter && parameter->getType()->isRValueReferenceType()))
    return std::nullopt;
  const llvm::StringRef name = parameter ? parameter->getName() : "";
  auto fix = nameFirstFix(function, *borrow.argument, name.empty() ? "kept" : name);
  if (fix)
    fix->safe = true;
  return fix;
}

static void checkCall(const clang::Expr &call, const FunctionFacts &function, const FlowGraph &graph,
                      Reporter &reporter) {
  const auto keeper = keeperOf(call, graph);
  if (!keeper || (keeper->loop && function.unit->ast.getLangOpts().CPlusPlus23))
    return;
  for (const Borrow &borrow : borrowsOf(call, graph, function.unit->summaries)) {
    if (borrow.late.answer != Answer::Yes || (!borrow.temporary && !keeper->isReturned))
      continue;
    const char *death = keeper->isReturned ? "when this function returns"
                        : keeper->loop     ? "before the loop begins"
                                           : "at the end of this statement";
    FindingBuilder finding = reporter.report(
        borrow.argument->getSourceRange(),
        llvm::formatv("{0} dies {1}, but the generator {2} {3} when it is advanced (line {4}); {5}", lentName(borrow),
                      death, describe(calleeOf(call)), borrow.isObject() ? "uses its object" : "uses it",
                      function.unit->places.line(borrow.late.use->getBeginLoc()),
                      keeper->isReturned ? "hand it over by value" : "keep it in a variable, or hand it over by value")
            .str());
    finding.step(borrow.late.use->getSourceRange(), "it is used here");
    if (const auto fix = namingFix(function, borrow, call); fix && !keeper->isReturned)
      finding.fix(*fix);
  }
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.flow();
  if (!graph)
    return;
  graph->forEach([&](const Event &event, Position) {
    const clang::FunctionDecl *callee = event.kind == Event::Kind::Call ? calleeOf(*event.stmt) : nullptr;
    if (callee && !llvm::isa<clang::CXXConstructorDecl>(callee) && !isCastToRValue(*event.stmt) &&
        function.unit->model.type(callee->getReturnType()).generator)
      checkCall(*event.expr(), function, *graph, reporter);
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "a generator is advanced when what it refers to is gone",
    .checkFunction = check,
};

} // namespace corolint
