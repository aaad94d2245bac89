#include "engine/Rule.h"

#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Roots.h"
#include "model/QualifiedName.h"

namespace corolint {

namespace {
enum State : unsigned { Unknown, Pending };
} // namespace

static const clang::FunctionDecl *resultReader(const clang::Stmt &call, AsyncModel &model) {
  const clang::FunctionDecl *callee = calleeOf(call);
  return callee && model.role(*callee, Role::ReadsResult) ? callee : nullptr;
}

/// Whether the variable gets work that cannot be done yet: it was started or made right there.
static bool getsPendingWork(const clang::VarDecl &variable, Summaries &summaries) {
  const auto *call =
      variable.getInit() ? llvm::dyn_cast<clang::CallExpr>(variable.getInit()->IgnoreUnlessSpelledInSource()) : nullptr;
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !summaries.isWork(call->getType()) || call->isGLValue())
    return false;
  // Spawned work runs in a later turn, and a future that nobody has been given is nobody's to complete.
  const bool isSpawned = summaries.meaning().role(*callee, Role::Spawns);
  return isSpawned || llvm::all_of(call->arguments(), [](const clang::Expr *argument) {
           return llvm::isa<clang::CXXDefaultArgExpr>(argument);
         });
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  AsyncModel &model = function.unit->model;
  const bool reads =
      llvm::any_of(function.calls, [](const KnownCall &call) { return call.role.entry->role == Role::ReadsResult; });
  const FlowGraph *graph = reads && function.function ? function.unit->summaries.flow(*function.function) : nullptr;
  if (!graph)
    return;
  llvm::DenseSet<const clang::Stmt *> reported;
  graph->forEach([&](const Event &start, Position position) {
    const auto *variable = start.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(start.place) : nullptr;
    if (!variable || !getsPendingWork(*variable, function.unit->summaries))
      return;
    position.index += 1;
    Exploration exploration(*graph, /*followExceptions=*/false);
    exploration.from(position, Pending, [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
      if (event.kind == Event::Kind::Suspend)
        return std::nullopt;
      if (event.kind != Event::Kind::Use || event.place != variable)
        return state;
      const Fate fate = fateOf(*event.expr(), graph->tree());
      const clang::FunctionDecl *reader =
          fate.kind == Fate::Kind::Receiver && fate.by ? resultReader(*fate.by, model) : nullptr;
      if (reader && reported.insert(fate.by).second)
        reporter
            .report(fate.by->getSourceRange(),
                    llvm::formatv("'{0}' is asked for its result before it can be done: nothing has been awaited since "
                                  "it was made, so '{1}' fails; await it",
                                  variable->getName(), qualifiedName(*reader))
                        .str())
            .step(start.stmt->getSourceRange(), ("'" + variable->getName() + "' is made here").str());
      return std::nullopt;
    });
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "a future's result is read before it can be there",
    .checkFunction = check,
};

} // namespace corolint
