#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "flow/Explore.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

static constexpr OptionInfo limitOption = {"bytes", "number", "4096", "the size from which on a variable is reported"};

/// Whether the coroutine may be suspended while the variable is alive, so that it has to be in the frame.
static bool isInFrame(const clang::VarDecl &variable, const FlowGraph &graph) {
  bool found = false;
  graph.forEach([&](const Event &start, Position position) {
    if (found || start.kind != Event::Kind::Begin || start.place != &variable)
      return;
    position.index += 1;
    found = reach(
        graph, position, [](const Event &event) { return event.kind == Event::Kind::Suspend; },
        [&](const Event &event) { return event.kind == Event::Kind::End && event.place == &variable; });
  });
  return found;
}

static void checkVariable(const clang::VarDecl &variable, const FlowGraph &graph, const FunctionFacts &function,
                          uint64_t limit, Reporter &reporter) {
  const clang::ASTContext &ast = function.unit->ast;
  const clang::QualType type = variable.getType();
  if (type->isReferenceType() || type->isIncompleteType() || type->isDependentType())
    return;
  const auto size = static_cast<uint64_t>(ast.getTypeSizeInChars(type).getQuantity());
  if (size < limit || !(llvm::isa<clang::ParmVarDecl>(variable) || isInFrame(variable, graph)))
    return;
  reporter.report(variable.getSourceRange(),
                  llvm::formatv("'{0}' takes {1} bytes of the frame of {2}, which lives on the heap for as long as the "
                                "coroutine does; end its scope before the suspension, or keep it where its size can be "
                                "shared",
                                variable.getName(), size, describe(function.function))
                      .str());
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.isCoroutine ? function.flow() : nullptr;
  if (!graph)
    return;
  uint64_t limit = 0;
  if (llvm::StringRef(reporter.option(limitOption)).getAsInteger(10, limit))
    limit = 4096;
  for (const clang::ParmVarDecl *parameter : function.function->parameters())
    checkVariable(*parameter, *graph, function, limit, reporter);
  llvm::DenseSet<const clang::ValueDecl *> seen;
  graph->forEach([&](const Event &event, Position) {
    const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
    if (variable && variable->hasLocalStorage() && seen.insert(variable).second)
      checkVariable(*variable, *graph, function, limit, reporter);
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "a large variable lives in a coroutine's frame",
    .tier = Tier::Hint,
    .options = {limitOption},
    .checkFunction = check,
};

} // namespace corolint
