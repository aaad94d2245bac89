#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Fate.h"
#include "flow/Roots.h"
#include "model/QualifiedName.h"

namespace corolint {

/// How often the body names `variable`.
static unsigned usesOf(const clang::VarDecl &variable, const FlowGraph &graph) {
  unsigned uses = 0;
  graph.forEach(
      [&](const Event &event, Position) { uses += event.kind == Event::Kind::Use && event.place == &variable; });
  return uses;
}

/// Whether the coroutine is all that the source hands over.
static bool isOnlyArgument(llvm::ArrayRef<const clang::Expr *> arguments) {
  return !arguments.empty() && llvm::all_of(arguments.drop_front(), [](const clang::Expr *argument) {
    return llvm::isa<clang::CXXDefaultArgExpr>(argument);
  });
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.function || !function.function->isMain())
    return;
  for (const KnownCall &call : function.calls) {
    const LibraryData *library = call.role.library;
    const auto arguments = argumentsOf(*call.expr);
    const clang::Expr *object = objectOf(*call.expr);
    if (call.role.entry->role != Role::RunsLoop || !library || !library->run || !object || !isOnlyArgument(arguments) ||
        function.unit->model.type(arguments.front()->getType()).start != Start::Lazy)
      continue;
    const auto *loop = llvm::dyn_cast_or_null<clang::VarDecl>(rootOf(*object).place);
    const FlowGraph *graph = function.unit->summaries.flow(*function.function);
    const auto *made = loop && loop->hasLocalStorage() && loop->getInit()
                           ? llvm::dyn_cast<clang::CXXConstructExpr>(loop->getInit()->IgnoreUnlessSpelledInSource())
                           : nullptr;
    if (!graph || !made || made->getNumArgs() != 0 || usesOf(*loop, *graph) != 1)
      continue;
    reporter
        .report(call.expr->getSourceRange(),
                llvm::formatv("'{0}' only serves to run one coroutine: nobody cancels and awaits the tasks that it "
                              "leaves behind; use '{1}', which makes the loop, cleans up and ends it",
                              loop->getName(), fillIn(library->run->text, {"..."}))
                    .str())
        .step(loop->getSourceRange(), ("'" + loop->getName() + "' is made here").str());
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "main handles an event loop by hand where the library's run would do",
    .tier = Tier::Hint,
    .checkFunction = check,
};

} // namespace corolint
