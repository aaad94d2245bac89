#include "Trials.h"

#include "Explore.h"
#include "Fate.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>

namespace corolint {

bool isTriedByMacro(const clang::Stmt &stmt, const WrittenTree &tree, const clang::SourceManager &sources) {
  for (const auto *tried = tree.enclosing<clang::CXXTryStmt>(stmt); tried;
       tried = tree.enclosing<clang::CXXTryStmt>(*tried)) {
    const clang::SourceLocation where = tried->getTryLoc();
    if (where.isMacroID() && sources.isMacroBodyExpansion(where) && sources.isMacroArgExpansion(stmt.getBeginLoc()) &&
        tree.isInside(stmt, *tried->getTryBlock()))
      return true;
  }
  return false;
}

namespace {

/// A call of the callable in a 'try' block.
struct Trial {
  const clang::CXXTryStmt *tried;
  Position behind; // where it goes on if nothing is thrown
};

/// What happens when nothing is thrown.
struct Silence {
  bool returns = false;      // to the caller, on some way
  bool doesMore = false;     // calls something behind the 'try'
  bool saysAnything = false; // 'return true', 'return false'
  bool saysFalse = true;     // and never anything but 'false'
};

} // namespace

static std::optional<Trial> trialOf(const clang::ParmVarDecl &callable, const FlowGraph &graph) {
  const clang::Expr *call = nullptr;
  std::optional<Trial> found;
  graph.forEach([&](const Event &event, Position) {
    if (event.kind != Event::Kind::Use || event.place != &callable)
      return;
    const Fate fate = fateOf(*event.expr(), graph.tree());
    if (fate.kind == Fate::Kind::Called)
      call = fate.call();
  });
  const auto *tried = call ? graph.tree().enclosing<clang::CXXTryStmt>(*call) : nullptr;
  if (!tried || !graph.tree().isInside(*call, *tried->getTryBlock()))
    return std::nullopt;
  graph.forEach([&](const Event &event, Position position) {
    if (event.kind == Event::Kind::Call && event.stmt == call)
      found = Trial{tried, {position.block, position.index + 1}};
  });
  return found;
}

static const clang::CXXBoolLiteralExpr *literalOf(const clang::Stmt &returned) {
  const auto *statement = llvm::dyn_cast<clang::ReturnStmt>(&returned);
  const clang::Expr *value = statement ? statement->getRetValue() : nullptr;
  return value ? llvm::dyn_cast<clang::CXXBoolLiteralExpr>(value->IgnoreParenImpCasts()) : nullptr;
}

static Silence silenceAfter(const Trial &trial, const FlowGraph &graph) {
  Silence silence;
  Exploration exploration(graph, /*followExceptions=*/false);
  exploration.from(
      trial.behind, 0,
      [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
        silence.doesMore |= event.kind == Event::Kind::Call && !graph.tree().isInside(*event.stmt, *trial.tried);
        if (event.kind == Event::Kind::Return) {
          const auto *literal = literalOf(*event.stmt);
          silence.saysAnything |= literal != nullptr;
          silence.saysFalse &= literal && !literal->getValue();
        }
        return state;
      },
      [&](unsigned, bool) { silence.returns = true; });
  return silence;
}

static bool everReturns(const FlowGraph &graph) {
  bool returns = false;
  Exploration exploration(graph);
  exploration.from(
      graph.begin(), 0, [](const Event &, Position, unsigned state) { return std::optional(state); },
      [&](unsigned, bool byException) { returns |= !byException; });
  return returns;
}

static const clang::Stmt *firstTry(const clang::Stmt *stmt) {
  if (!stmt || llvm::isa<clang::CXXTryStmt>(stmt))
    return stmt;
  for (const clang::Stmt *child : stmt->children())
    if (const clang::Stmt *found = firstTry(child))
      return found;
  return nullptr;
}

static bool mentions(clang::QualType type, const clang::TemplateTypeParmType &parameter) {
  return type.getNonReferenceType().getUnqualifiedType().getCanonicalType() == parameter.getCanonicalTypeUnqualified();
}

/// Whether a handler is for a type that whoever calls the template has to name: 'assert_throws<Error>(f)'.
static bool catchesNamedType(const clang::FunctionDecl &function) {
  const clang::FunctionDecl *pattern = function.getTemplateInstantiationPattern();
  const auto *tried = pattern ? llvm::dyn_cast_or_null<clang::CXXTryStmt>(firstTry(pattern->getBody())) : nullptr;
  for (unsigned i = 0; tried && i < tried->getNumHandlers(); ++i) {
    const clang::QualType caught = tried->getHandler(i)->getCaughtType();
    const auto *named = caught.isNull() ? nullptr : caught.getNonReferenceType()->getAs<clang::TemplateTypeParmType>();
    if (named && llvm::none_of(pattern->parameters(), [&](const clang::ParmVarDecl *parameter) {
          return mentions(parameter->getType(), *named);
        }))
      return true;
  }
  return false;
}

/// Whether a handler ends with 'return true'.
static bool handlerSaysTrue(const clang::CXXTryStmt &tried) {
  for (unsigned i = 0; i < tried.getNumHandlers(); ++i) {
    const auto *block = llvm::cast<clang::CompoundStmt>(tried.getHandler(i)->getHandlerBlock());
    const auto *literal = block->body_empty() ? nullptr : literalOf(*block->body_back());
    if (literal && literal->getValue())
      return true;
  }
  return false;
}

bool expectsThrow(const clang::FunctionDecl &function, unsigned parameter, Summaries &summaries) {
  const clang::FunctionDecl *definition = nullptr;
  if (!function.hasBody(definition) || !firstTry(definition->getBody()))
    return false;
  const FlowGraph *graph = summaries.flow(function);
  if (!graph || parameter >= graph->function().getNumParams())
    return false;
  const auto trial = trialOf(*graph->function().getParamDecl(parameter), *graph);
  if (!trial)
    return false;
  const Silence silence = silenceAfter(*trial, *graph);
  if (!silence.returns)
    return everReturns(*graph); // by its handler alone
  if (silence.saysAnything && silence.saysFalse)
    return handlerSaysTrue(*trial->tried);
  return silence.doesMore && catchesNamedType(graph->function());
}

} // namespace corolint
