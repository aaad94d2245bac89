#include "PatternUses.h"

#include "FlowGraph.h"

#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>

namespace corolint {

namespace {

class PatternReader {
public:
  explicit PatternReader(const clang::ParmVarDecl &parameter) : parameter(parameter) {}

  void read(const clang::Stmt *stmt);

  PatternUse found;

private:
  void readChildren(const clang::Stmt &stmt);
  void readAwait(const clang::Stmt &await, const clang::Stmt *operand);
  void readBranches(const clang::IfStmt &branch);

  const clang::ParmVarDecl &parameter;
  const clang::Stmt *suspension = nullptr; // the last one that was passed
  unsigned loops = 0;                      // around what is read
};

} // namespace

// Loops in loops are read twice each; deeper ones are read once.
static constexpr unsigned maxLoops = 6;

void PatternReader::readChildren(const clang::Stmt &stmt) {
  for (const clang::Stmt *child : stmt.children())
    read(child);
}

/// 'co_await CurrentExecutor{}': a mere tag asks the promise for something, which answers at once.
static bool asksPromise(const clang::Stmt *operand) {
  const auto *value = llvm::dyn_cast_or_null<clang::Expr>(operand);
  const clang::CXXRecordDecl *record =
      value && !value->isTypeDependent() ? value->getType()->getAsCXXRecordDecl() : nullptr;
  if (!record || !record->hasDefinition() || !record->isEmpty())
    return false;
  clang::ASTContext &ast = record->getASTContext();
  return record->lookup(&ast.Idents.get("await_ready")).empty() &&
         record->lookup(ast.DeclarationNames.getCXXOperatorName(clang::OO_Coawait)).empty();
}

void PatternReader::readAwait(const clang::Stmt &await, const clang::Stmt *operand) {
  read(operand);
  if (!asksPromise(operand))
    suspension = &await;
}

static bool isLeft(const clang::Stmt *stmt) {
  if (const auto *block = llvm::dyn_cast_or_null<clang::CompoundStmt>(stmt))
    return !block->body_empty() && isLeft(block->body_back());
  return llvm::isa_and_nonnull<clang::ReturnStmt, clang::CoreturnStmt, clang::BreakStmt>(stmt);
}

/// What a branch that leaves has suspended does not count behind it.
void PatternReader::readBranches(const clang::IfStmt &branch) {
  read(branch.getInit());
  read(branch.getConditionVariableDeclStmt());
  read(branch.getCond());
  const clang::Stmt *before = suspension;
  read(branch.getThen());
  const clang::Stmt *afterThen = isLeft(branch.getThen()) ? before : suspension;
  suspension = before;
  read(branch.getElse());
  suspension = afterThen ? afterThen : isLeft(branch.getElse()) ? before : suspension;
}

void PatternReader::read(const clang::Stmt *stmt) {
  if (!stmt || found.use)
    return;
  if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(stmt)) {
    if (name->getDecl() == &parameter && suspension)
      found = {name, suspension};
    return;
  }
  if (const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(stmt)) {
    for (const clang::Expr *init : lambda->capture_inits())
      read(init);
    return;
  }
  if (const auto *await = llvm::dyn_cast<clang::DependentCoawaitExpr>(stmt))
    return readAwait(*await, await->getOperand());
  if (const auto *await = llvm::dyn_cast<clang::CoroutineSuspendExpr>(stmt))
    return readAwait(*await, await->getOperand());
  if (const auto *result = llvm::dyn_cast<clang::CoreturnStmt>(stmt))
    return read(result->getOperand());
  if (const auto *branch = llvm::dyn_cast<clang::IfStmt>(stmt))
    return readBranches(*branch);
  const bool isLoop = llvm::isa<clang::WhileStmt, clang::ForStmt, clang::DoStmt, clang::CXXForRangeStmt>(stmt);
  loops += isLoop;
  readChildren(*stmt);
  if (isLoop && loops <= maxLoops)
    readChildren(*stmt);
  loops -= isLoop;
}

PatternUse usedBehindAwait(const clang::FunctionDecl &pattern, const clang::ParmVarDecl &parameter) {
  PatternReader reader(parameter);
  reader.read(writtenBody(pattern));
  return reader.found;
}

} // namespace corolint
