#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
#include "flow/Explore.h"
#include "flow/Roots.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

namespace {
enum State : unsigned { Unbound, Fresh, Stale };
} // namespace

/// The 'thread_local' variable that `variable` refers to; null where there is none.
static const clang::VarDecl *threadLocalBehind(const clang::VarDecl &variable) {
  if (!variable.getInit() || (!variable.getType()->isReferenceType() && !variable.getType()->isPointerType()))
    return nullptr;
  const Root root = rootOf(*variable.getInit());
  const auto *owner = llvm::dyn_cast_or_null<clang::VarDecl>(root.place);
  // A pointer that is kept in thread-local storage may point to what all threads share.
  const bool isInto = owner && !root.throughPointer && owner->getTLSKind() != clang::VarDecl::TLS_None;
  return isInto ? owner : nullptr;
}

/// Puts what the variable was made from in the place of its name, which is then found anew.
static std::optional<Fix> namingAgainFix(const clang::VarDecl &reference, const Event &use,
                                         const FunctionFacts &function) {
  const clang::SourceRange origin = reference.getInit()->getSourceRange(), name = use.stmt->getSourceRange();
  if (!llvm::isa<clang::DeclRefExpr>(use.stmt) || !isWritable(function, origin) || !isWritable(function, name))
    return std::nullopt;
  const Places &places = function.unit->places;
  const std::string text = places.text(origin);
  return Fix{"name the thread's own again",
             /*safe=*/false,
             {{places.span(name), reference.getType()->isPointerType() ? "(" + text + ")" : text}}};
}

static void checkReference(const clang::VarDecl &reference, const clang::VarDecl &owner, const FunctionFacts &function,
                           Reporter &reporter) {
  const FlowGraph &graph = *function.flow();
  const Event *use = nullptr;
  const clang::Stmt *suspension = nullptr;
  Exploration exploration(graph);
  exploration.from(graph.begin(), Unbound,
                   [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
                     if (use)
                       return std::nullopt;
                     if (event.kind == Event::Kind::Begin && event.place == &reference)
                       return Fresh;
                     if (event.kind == Event::Kind::Suspend && state == Fresh) {
                       suspension = event.stmt;
                       return Stale;
                     }
                     if (event.kind != Event::Kind::Use || event.place != &reference)
                       return state;
                     if (event.access == Access::Write && reference.getType()->isPointerType())
                       return Unbound;
                     if (state == Stale)
                       use = &event;
                     return state;
                   });
  if (!use)
    return;
  const std::string name = reference.getNameAsString();
  FindingBuilder finding = reporter.report(
      use->stmt->getSourceRange(),
      llvm::formatv("'{0}' refers to 'thread_local' '{1}' of the thread that ran the coroutine before it was "
                    "suspended: another thread may run it now, beside the one that owns it; name '{1}' again, or "
                    "copy it before",
                    name, owner.getName())
          .str());
  finding.step(suspension->getSourceRange(), "the coroutine is suspended here");
  if (const auto fix = namingAgainFix(reference, *use, function))
    finding.fix(*fix);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.isCoroutine ? function.flow() : nullptr;
  const LibraryData *library = graph ? libraryOf(function) : nullptr;
  if (!graph || (library && library->threadPerCore))
    return;
  llvm::DenseSet<const clang::ValueDecl *> seen;
  graph->forEach([&](const Event &event, Position) {
    const auto *variable = event.kind == Event::Kind::Begin ? llvm::dyn_cast<clang::VarDecl>(event.place) : nullptr;
    const clang::VarDecl *owner = variable && seen.insert(variable).second ? threadLocalBehind(*variable) : nullptr;
    if (owner)
      checkReference(*variable, *owner, function, reporter);
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "a reference to data of the thread is used after a suspension",
    .checkFunction = check,
};

} // namespace corolint
