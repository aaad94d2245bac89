#include "engine/Rule.h"

#include "flow/Explore.h"

#include <clang/AST/Attr.h>

namespace corolint {

namespace {
enum State : unsigned { Gone, Alive };
} // namespace

/// Whether the expression names a 'thread_local' variable, or errno, which calls a function for its address.
static bool namesThreadState(const clang::Expr &expr) {
  const clang::Expr *plain = expr.IgnoreParenImpCasts();
  if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(plain)) {
    const auto *variable = llvm::dyn_cast<clang::VarDecl>(name->getDecl());
    return variable && variable->getTLSKind() != clang::VarDecl::TLS_None;
  }
  if (const auto *deref = llvm::dyn_cast<clang::UnaryOperator>(plain))
    if (const auto *call = llvm::dyn_cast<clang::CallExpr>(deref->getSubExpr()->IgnoreParenImpCasts()))
      return call->getDirectCallee() && call->getDirectCallee()->isExternC() &&
             call->getDirectCallee()->getName() == "__errno_location";
  return false;
}

/// Whether some statement below `stmt` assigns to data of the thread.
static bool writesThreadState(const clang::Stmt *stmt) {
  if (!stmt)
    return false;
  if (const auto *assignment = llvm::dyn_cast<clang::BinaryOperator>(stmt);
      assignment && assignment->isAssignmentOp() && namesThreadState(*assignment->getLHS()))
    return true;
  return llvm::any_of(stmt->children(), writesThreadState);
}

/// Known by data, by annotation, or by a destructor that restores data of the thread.
static bool isThreadBound(clang::QualType type, AsyncModel &model) {
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return false;
  if (model.hasRole(type, TypeRole::ThreadBound))
    return true;
  for (const auto *note : record->specific_attrs<clang::AnnotateAttr>())
    if (note->getAnnotation() == "corolint::threadBound")
      return true;
  const clang::CXXDestructorDecl *destructor = record->getDestructor();
  const clang::FunctionDecl *pattern = destructor ? destructor->getTemplateInstantiationPattern() : nullptr;
  const clang::FunctionDecl *body = pattern ? pattern : destructor;
  return body && body->hasBody() && writesThreadState(body->getBody());
}

static void checkObject(const clang::VarDecl &variable, const FlowGraph &graph, Reporter &reporter) {
  const clang::Stmt *suspension = nullptr, *made = nullptr;
  Exploration exploration(graph);
  exploration.from(graph.begin(), Gone, [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
    if (suspension)
      return std::nullopt;
    if (event.place == &variable && event.kind == Event::Kind::Begin) {
      made = event.stmt;
      return Alive;
    }
    if (event.place == &variable && event.kind == Event::Kind::End)
      return Gone;
    if (event.kind == Event::Kind::Suspend && state == Alive)
      suspension = event.stmt;
    return state;
  });
  if (!suspension)
    return;
  const std::string name = variable.getNameAsString();
  reporter
      .report(
          suspension->getSourceRange(),
          llvm::formatv("'{0}' changes what belongs to this thread and lives across this suspension: other tasks of "
                        "the thread see it meanwhile, and another thread may resume the coroutine and end it there; "
                        "end its scope before",
                        name)
              .str())
      .step(made->getSourceRange(), "'" + name + "' is made here");
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.isCoroutine ? function.flow() : nullptr;
  if (!graph)
    return;
  llvm::DenseSet<const clang::ValueDecl *> seen;
  graph->forEach([&](const Event &event, Position) {
    const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
    if (variable && variable->hasLocalStorage() && seen.insert(variable).second &&
        isThreadBound(variable->getType(), function.unit->model))
      checkObject(*variable, *graph, reporter);
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "an object that belongs to its thread lives across a suspension",
    .checkFunction = check,
};

} // namespace corolint
