#include "engine/Rule.h"

#include "flow/Access.h"
#include "flow/Fate.h"
#include "flow/Roots.h"
#include "flow/Subject.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/StmtCXX.h>

namespace corolint {

namespace {

/// How a variable refers into the result of an await.
struct Part {
  const clang::CoawaitExpr *await = nullptr;
  bool throughCall = false; // what a member function returned: the result's life is not extended for it
};

} // namespace

/// Without what hands the value on, and without copies, which end what refers to the result.
static const clang::Expr &plain(const clang::Expr &expr) {
  return *expr.IgnoreImplicit()->IgnoreParens()->IgnoreImplicit();
}

/// Whether the value of the await owns what its members return references to: a class that can be destroyed with
/// effect, and is no pointer to, or iterator or view of, something else.
static bool ownsItsParts(clang::QualType type, AsyncModel &model) {
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition() || refersToOthers(type, model))
    return false;
  const bool isPointer = hasOperator(*record, clang::OO_Arrow);
  // What is made in place is part of the object: 'std::optional', not 'std::shared_ptr'.
  const TypeEntry *container = model.entry(type, TypeRole::Container);
  const bool isInPlace = container && llvm::is_contained(container->removes, "emplace");
  return !record->hasTrivialDestructor() && (!isPointer || isInPlace);
}

/// Whether the standard says, or the body shows, that a call on an object gives something in it.
static bool pointsInto(const clang::FunctionDecl &callee, Summaries &summaries) {
  if (callee.getDeclContext()->getEnclosingNamespaceContext()->isStdNamespace())
    return true;
  const FlowGraph *graph = summaries.flow(callee);
  bool isPart = graph != nullptr;
  if (graph)
    graph->forEach([&](const Event &event, Position) {
      const auto *result = event.kind == Event::Kind::Return ? llvm::dyn_cast<clang::ReturnStmt>(event.stmt) : nullptr;
      if (!result || !result->getRetValue())
        return;
      const Root root = rootOf(*result->getRetValue());
      isPart &= !root.throughPointer && llvm::isa_and_nonnull<clang::FieldDecl>(root.place) &&
                !root.place->getType()->isReferenceType();
    });
  return isPart;
}

/// The object or argument that the result of a call points into; null where it points into none.
static const clang::Expr *ownerOf(const clang::CallExpr &call, Summaries &summaries) {
  const clang::FunctionDecl *callee = call.getDirectCallee();
  AsyncModel &model = summaries.meaning();
  if (!callee || !(call.isGLValue() || refersToOthers(call.getType(), model)) || !pointsInto(*callee, summaries))
    return nullptr;
  if (const clang::Expr *object = objectOf(call))
    return object;
  // 'std::get<0>(co_await f())' gives a part of its argument.
  return llvm::isa<clang::NamespaceDecl>(callee->getDeclContext()) && call.getNumArgs() == 1 ? call.getArg(0) : nullptr;
}

/// Follows `expr` to the await whose result it is a part of.
static Part partOf(const clang::Expr &start, Summaries &summaries) {
  Part part;
  const clang::Expr *expr = &plain(start);
  while (true) {
    if (const auto *await = llvm::dyn_cast<clang::CoawaitExpr>(expr)) {
      const bool isOwn = await->isPRValue() && ownsItsParts(await->getType(), summaries.meaning());
      part.await = isOwn ? await : nullptr;
      return part;
    }
    if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(expr); member && !member->isArrow()) {
      expr = &plain(*member->getBase());
    } else if (const auto *call = llvm::dyn_cast<clang::CallExpr>(expr)) {
      const clang::Expr *owner = ownerOf(*call, summaries);
      if (!owner)
        return {};
      part.throughCall = true;
      expr = &plain(*owner);
    } else if (const auto *cast = llvm::dyn_cast<clang::ExplicitCastExpr>(expr)) {
      expr = &plain(*cast->getSubExpr());
    } else if (const auto *view = llvm::dyn_cast<clang::CXXConstructExpr>(expr);
               view && view->getNumArgs() > 0 && refersToOthers(view->getType(), summaries.meaning())) {
      part.throughCall = true;
      expr = &plain(*view->getArg(0));
    } else {
      return {};
    }
  }
}

/// 'auto &x = (co_await f()).front();' becomes 'auto result = co_await f(); auto &x = result.front();'.
static std::optional<Fix> namingFix(const FunctionFacts &function, const clang::Stmt &statement,
                                    const clang::CoawaitExpr &await, const FlowGraph &graph) {
  const Places &places = function.unit->places;
  const clang::SourceRange range = await.getSourceRange();
  if (function.function->isTemplateInstantiation() || !places.isEditable(statement.getSourceRange()) ||
      !llvm::isa_and_nonnull<clang::CompoundStmt>(graph.tree().parent(statement)))
    return std::nullopt;
  const Span before = places.before(statement.getBeginLoc());
  return Fix{"name the result first",
             /*safe=*/true,
             {{before, "auto result = " + places.text(range) + ";\n  "}, {places.span(range), "result"}}};
}

static void checkVariable(const clang::VarDecl &variable, const Event &begin, const FunctionFacts &function,
                          const FlowGraph &graph, Reporter &reporter) {
  Summaries &summaries = function.unit->summaries;
  const auto *statement = llvm::cast<clang::DeclStmt>(begin.stmt);
  const auto *loop = graph.tree().enclosing<clang::CXXForRangeStmt>(*statement);
  const bool isRange = loop && loop->getRangeStmt() == statement;
  if (!variable.getInit() || (variable.isImplicit() && !isRange) ||
      !refersToOthers(variable.getType(), summaries.meaning()))
    return;
  const Part part = partOf(*variable.getInit(), summaries);
  // A reference to the result itself, or to a member of it, extends its life; C++23 does so for all of a loop's range.
  if (!part.await || !part.throughCall || (isRange && function.unit->ast.getLangOpts().CPlusPlus23))
    return;
  const std::string what = isRange ? "the loop" : "'" + variable.getNameAsString() + "'";
  FindingBuilder finding = reporter.report(
      part.await->getSourceRange(),
      llvm::formatv("the result of this 'co_await' dies {0}, but {1} goes on referring into it; keep the result in a "
                    "variable first",
                    isRange ? "before the loop begins" : "at the end of the statement", what)
          .str());
  if (const auto fix =
          namingFix(function, isRange ? static_cast<const clang::Stmt &>(*loop) : *statement, *part.await, graph))
    finding.fix(*fix);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.isCoroutine ? function.flow() : nullptr;
  if (!graph)
    return;
  graph->forEach([&](const Event &event, Position) {
    const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
    if (variable)
      checkVariable(*variable, event, function, *graph, reporter);
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "a reference or loop goes on referring into the result of an await that has died",
    .checkFunction = check,
};

} // namespace corolint
