#include "engine/Rule.h"

#include "engine/Fixes.h"
#include "engine/Rewrites.h"
#include "facts/Awaits.h"
#include "flow/Failing.h"
#include "flow/Fate.h"

namespace corolint {

static bool losesError(clang::QualType type, AsyncModel &model) { return model.type(type).drop == Drop::LosesError; }

/// The future that a closure owns; null where it owns none.
static const clang::VarDecl *ownedFuture(const clang::LambdaExpr &lambda, AsyncModel &model) {
  for (const clang::LambdaCapture &capture : lambda.captures())
    if (capture.capturesVariable() && capture.getCaptureKind() == clang::LCK_ByCopy)
      if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(capture.getCapturedVar());
          variable && !variable->getType()->isReferenceType() && losesError(variable->getType(), model))
        return variable;
  return nullptr;
}

/// The variable that `owned` takes its future from: 'then([saved = std::move(saved)] {...})'.
static const clang::VarDecl *sourceOf(const clang::VarDecl &owned) {
  if (!owned.isInitCapture() || !owned.getInit())
    return &owned;
  const auto *move = llvm::dyn_cast<clang::CallExpr>(owned.getInit()->IgnoreUnlessSpelledInSource());
  const clang::Expr *moved = move && move->isCallToStdMove() ? move->getArg(0)->IgnoreUnlessSpelledInSource() : nullptr;
  const auto *name = llvm::dyn_cast_or_null<clang::DeclRefExpr>(moved);
  return name ? llvm::dyn_cast<clang::VarDecl>(name->getDecl()) : nullptr;
}

/// Whether the future holds no error whenever it is done, so that losing it loses none: 'work().then_wrapped(...)'.
static bool cannotFail(const clang::VarDecl &owned, Summaries &summaries) {
  const clang::VarDecl *source = sourceOf(owned);
  return source && source->getInit() && failingOf(*source->getInit(), summaries) == Failing::No;
}

/// Whether the work that `continuation` is called on always succeeds, so that the closure is always called.
static bool alwaysCalls(const clang::Stmt &continuation, Summaries &summaries) {
  const clang::Expr *before = objectOf(continuation);
  return before && failingOf(*before, summaries) == Failing::No;
}

static void checkContinuations(const FunctionFacts &function, Reporter &reporter) {
  const WrittenTree &tree = function.flow()->tree();
  AsyncModel &model = function.unit->model;
  for (const auto *lambda : tree.every<clang::LambdaExpr>()) {
    const clang::VarDecl *owned = ownedFuture(*lambda, model);
    const Fate fate = fateOf(*lambda, tree);
    const clang::FunctionDecl *callee = owned && fate.kind == Fate::Kind::Argument ? calleeOf(*fate.by) : nullptr;
    if (callee && model.role(*callee, Role::OnSuccess) && !cannotFail(*owned, function.unit->summaries) &&
        !alwaysCalls(*fate.by, function.unit->summaries))
      reporter.report(lambda->getIntroducerRange(),
                      "'" + owned->getNameAsString() +
                          "' is lost when the work before fails: this continuation is then destroyed without being "
                          "called, and nobody waits for the future or sees its error; continue on both outcomes");
  }
}

namespace {
/// A future that a body has for itself: a variable, or a member of one.
struct OwnFuture {
  const clang::VarDecl *variable = nullptr;
  const clang::ValueDecl *member = nullptr;
  clang::QualType type;

  std::string name() const {
    return variable->getNameAsString() + (member ? "." + member->getNameAsString() : std::string());
  }
  friend bool operator==(const OwnFuture &a, const OwnFuture &b) {
    return a.variable == b.variable && a.member == b.member;
  }
};
} // namespace

/// What `await` awaits without 'std::move' and what is asked of the future first: 'std::move(f).discard_result()'.
static const clang::Expr &awaitedObject(const clang::CoawaitExpr &await) {
  const clang::Expr *operand = await.getOperand()->IgnoreUnlessSpelledInSource();
  for (const clang::Expr *inner = nullptr;; operand = inner->IgnoreUnlessSpelledInSource()) {
    if (const auto *method = llvm::dyn_cast<clang::CXXMemberCallExpr>(operand))
      inner = method->getImplicitObjectArgument();
    else if (const auto *call = llvm::dyn_cast<clang::CallExpr>(operand); call && call->isCallToStdMove())
      inner = call->getArg(0);
    else
      return *operand;
  }
}

/// The future of the body's own that `await` takes; nothing where it awaits something else.
static std::optional<OwnFuture> awaitedFuture(const clang::CoawaitExpr &await, AsyncModel &model) {
  const clang::Expr *object = &awaitedObject(await);
  OwnFuture future;
  future.type = object->getType();
  if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(object)) {
    future.member = member->getMemberDecl();
    object = member->getBase()->IgnoreUnlessSpelledInSource();
  }
  const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(object);
  future.variable = name ? llvm::dyn_cast<clang::VarDecl>(name->getDecl()) : nullptr;
  return future.variable && losesError(future.type, model) ? std::optional(future) : std::nullopt;
}

static bool isOneOfMany(const clang::VarDecl &variable, const clang::CoawaitExpr &await, const WrittenTree &tree) {
  const auto *loop = tree.enclosing<clang::CXXForRangeStmt>(await);
  return loop && loop->getLoopVariable() == &variable && variable.getType()->isReferenceType();
}

/// 'co_await a; co_await b;' becomes 'co_await when_all_succeed(a, b);' where one follows the other and no result is
/// kept.
static std::optional<Fix> gatherFix(const clang::CoawaitExpr &first, const clang::CoawaitExpr &second,
                                    const FunctionFacts &function) {
  const LibraryData *library = libraryOf(function);
  const WrittenTree &tree = function.flow()->tree();
  const clang::Stmt *a = statementOf(first, tree), *b = statementOf(second, tree);
  const auto *block = a ? llvm::dyn_cast_or_null<clang::CompoundStmt>(tree.parent(*a)) : nullptr;
  if (!library || !library->gather || !block || !b || tree.parent(*b) != block ||
      fateOf(first, tree).kind != Fate::Kind::Dropped)
    return std::nullopt;
  const auto *const at = llvm::find(block->body(), a);
  const auto removed = removal(function, second);
  if (at + 1 == block->body_end() || at[1] != b || !removed || !isWritable(function, a->getSourceRange()))
    return std::nullopt;
  const Places &places = function.unit->places;
  const clang::SourceRange operand = first.getOperand()->getSourceRange();
  const std::string list = places.text(operand) + ", " + places.text(second.getOperand()->getSourceRange());
  Fix fix{"await both together",
          /*safe=*/true,
          {{places.span(operand), fillIn(library->gather->text, {list})}, *removed}};
  addInclude(*function.unit, library->gather->include, fix);
  return fix;
}

/// A future that runs while `first` is awaited and whose own await comes later.
struct Waiting {
  OwnFuture future;
  const clang::CoawaitExpr *await;
};

static std::optional<Waiting> waitingAt(const clang::CoawaitExpr &first, const std::optional<OwnFuture> &own,
                                        llvm::ArrayRef<const clang::CoawaitExpr *> awaits, AsyncModel &model) {
  for (const auto *second : awaits) {
    const auto future = first.getEndLoc() < second->getBeginLoc() ? awaitedFuture(*second, model) : std::nullopt;
    if (future && future != own && future->variable->hasLocalStorage() &&
        !future->variable->getType()->isReferenceType() && future->variable->getLocation() < first.getBeginLoc())
      return Waiting{*future, second};
  }
  return std::nullopt;
}

static void reportLost(const clang::CoawaitExpr &first, const std::string &which, const std::optional<Fix> &fix,
                       Reporter &reporter) {
  FindingBuilder finding = reporter.report(
      first.getSourceRange(), which + " lost when this await throws: nobody waits for what runs on or sees its error; "
                                      "await all of them together");
  finding.tier(Tier::Strict);
  if (fix)
    finding.fix(*fix);
}

/// 'co_await a; co_await b;' of work that runs at the same time: when the first throws, the second is dropped.
static void checkAwaits(const FunctionFacts &function, Reporter &reporter) {
  const WrittenTree &tree = function.flow()->tree();
  Summaries &summaries = function.unit->summaries;
  AsyncModel &model = function.unit->model;
  const std::vector<const clang::CoawaitExpr *> awaits = tree.every<clang::CoawaitExpr>();
  llvm::SmallVector<OwnFuture> reported;
  for (const auto *first : awaits) {
    if (tree.isTried(*first) || isGathered(*first->getOperand(), model) ||
        failingOf(*first->getOperand(), summaries) == Failing::No)
      continue;
    const auto own = awaitedFuture(*first, model);
    if (own && isOneOfMany(*own->variable, *first, tree)) {
      reportLost(*first, "the futures behind '" + own->name() + "' are", std::nullopt, reporter);
      continue;
    }
    const auto waiting = waitingAt(*first, own, awaits, model);
    if (!waiting || llvm::is_contained(reported, waiting->future))
      continue;
    reported.push_back(waiting->future);
    reportLost(*first, "'" + waiting->future.name() + "' is",
               own ? gatherFix(*first, *waiting->await, function) : std::nullopt, reporter);
  }
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  if (!function.flow())
    return;
  checkContinuations(function, reporter);
  checkAwaits(function, reporter);
}

const Rule rules::COROLINT_RULE = {
    .summary = "started work is lost when other work fails first",
    .checkFunction = check,
};

} // namespace corolint
