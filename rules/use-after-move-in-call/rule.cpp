#include "engine/Rule.h"

#include "engine/Rewrites.h"
#include "flow/Explore.h"
#include "flow/Fate.h"
#include "flow/Subject.h"
#include "flow/Trials.h"
#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>

namespace corolint {

namespace {

/// A variable whose value has gone into another object.
struct Moved {
  const clang::VarDecl *variable;
  const Event *move;
  Position position; // behind it
};

} // namespace

/// Whether moving from values of the type leaves something else behind.
static bool isEmptiedByMove(clang::QualType type, clang::ASTContext &ast) {
  if (type->isReferenceType())
    type = type->getPointeeType();
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  return record && record->hasDefinition() && !type.isConstQualified() && !type.isTriviallyCopyableType(ast);
}

/// Functions of the standard library that may leave their argument as it was.
static bool maySpareArgument(const clang::FunctionDecl &callee) {
  const std::string name = unqualifiedName(callee);
  return !callee.getDeclContext()->getEnclosingNamespaceContext()->isStdNamespace() ||
         llvm::StringRef(name).starts_with("try_") || name == "insert" || name == "emplace" || name == "forward" ||
         name == "move";
}

/// Whether 'std::move(x)' initializes an object or goes where the standard says that it is moved from. A function of
/// the user's that takes 'T &&' may leave it alone: 'while (!queue.try_push(std::move(x)))'.
static bool isTaken(const clang::Expr &name, const FlowGraph &graph) {
  const clang::Stmt *below = &name;
  bool isCast = false;
  for (const clang::Stmt *up = graph.tree().parent(name); up; below = up, up = graph.tree().parent(*up)) {
    if (const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(up))
      return construction->getConstructor()->isMoveConstructor();
    const auto *call = llvm::dyn_cast<clang::CallExpr>(up);
    if (call && !isCast) {
      isCast = true; // std::move itself
      continue;
    }
    if (call) {
      const auto *assignment = llvm::dyn_cast<clang::CXXOperatorCallExpr>(call);
      if (assignment && assignment->getOperator() == clang::OO_Equal)
        return assignment->getArg(0) != below;
      const clang::FunctionDecl *callee = call->getDirectCallee();
      // What gives back a reference, as std::get does, only hands it on.
      return callee && !call->isGLValue() && objectOf(*call) != below && !maySpareArgument(*callee);
    }
    if (!isTransparent(*up) && !llvm::isa<clang::ExplicitCastExpr>(up))
      return false;
    isCast |= llvm::isa<clang::ExplicitCastExpr>(up);
  }
  return false;
}

/// Smart pointers are null after a move, and asking for that is right.
static bool hasKnownMovedState(clang::QualType type) {
  const clang::CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && hasOperator(*record, clang::OO_Arrow);
}

/// A class that moves in its own way says what is left behind; 'owns_lock()' of a moved lock asks for that.
static bool asksForMovedState(const clang::FunctionDecl &callee) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&callee);
  if (!method || !method->isConst() || method->getNumParams() > 0)
    return false;
  const clang::QualType result = method->getReturnType();
  return (result->isBooleanType() || result->isEnumeralType()) &&
         llvm::any_of(method->getParent()->ctors(), [](const clang::CXXConstructorDecl *constructor) {
           return constructor->isMoveConstructor() && constructor->isUserProvided();
         });
}

/// Member functions that give the object a value, or ask whether it has one.
static bool isFineAfterMove(const clang::Stmt &call) {
  const clang::FunctionDecl *callee = calleeOf(call);
  if (!callee)
    return false;
  if (llvm::isa<clang::CXXConversionDecl>(callee) || asksForMovedState(*callee))
    return true;
  static constexpr llvm::StringRef names[] = {
      "clear", "assign",   "reset",     "emplace",   "swap",         "resize", "empty",  "size",    "get",
      "valid", "joinable", "has_value", "push_back", "emplace_back", "append", "insert", "reserve", "operator+="};
  return llvm::is_contained(names, llvm::StringRef(unqualifiedName(*callee)));
}

/// Whether the use reads a number or other scalar out of an object whose class moves member by member: that is copied,
/// and stays.
static bool readsScalar(const Event &use, const FlowGraph &graph) {
  const auto *member = llvm::dyn_cast_or_null<clang::MemberExpr>(graph.tree().parent(*use.stmt));
  const clang::CXXRecordDecl *record = use.place->getType()->getAsCXXRecordDecl();
  if (!member || !record || !member->getType()->isScalarType())
    return false;
  return llvm::none_of(record->ctors(), [](const clang::CXXConstructorDecl *constructor) {
    return constructor->isMoveConstructor() && constructor->isUserProvided();
  });
}

/// Whether a use needs the value that has been moved away.
static bool needsValue(const Event &use, const FlowGraph &graph) {
  if (readsScalar(use, graph))
    return false;
  const Fate fate = fateOf(*use.expr(), graph.tree());
  if (use.access == Access::Method)
    return !(fate.by && fate.kind == Fate::Kind::Receiver && isFineAfterMove(*fate.by)) &&
           !(hasKnownMovedState(use.place->getType()) && fate.kind != Fate::Kind::Receiver);
  if (hasKnownMovedState(use.place->getType()))
    return use.access == Access::Move && isTaken(*use.expr(), graph);
  switch (use.access) {
  case Access::Read:
  case Access::Move:
  case Access::CaptureCopy:
  case Access::Bind:
    return true;
  default:
    return false;
  }
}

/// The same while it is open whether the value is there: 'send(v.size(), std::move(v))'.
static bool needsValueNow(const Event &use, const FlowGraph &graph) {
  return use.access == Access::Method || needsValue(use, graph);
}

/// A parameter 'T &&' of a template: what it does with the argument is not its type's matter.
static bool isForwarding(const clang::Stmt &call, unsigned argument) {
  const clang::FunctionDecl *callee = calleeOf(call);
  const clang::FunctionDecl *pattern = callee ? callee->getTemplateInstantiationPattern() : nullptr;
  const clang::FunctionTemplateDecl *primary = callee ? callee->getPrimaryTemplate() : nullptr;
  const clang::FunctionDecl *written = pattern ? pattern : primary ? primary->getTemplatedDecl() : nullptr;
  if (!written || written->getNumParams() == 0)
    return false;
  clang::QualType type = written->getParamDecl(std::min(argument, written->getNumParams() - 1))->getType();
  if (const auto *pack = type->getAs<clang::PackExpansionType>())
    type = pack->getPattern();
  return type->isRValueReferenceType();
}

/// Whether the use gives the variable a value, or may do so: it is handed on by reference or its address is taken.
static bool mayGiveValue(const Event &use, const FlowGraph &graph) {
  if (use.kind == Event::Kind::End || use.kind == Event::Kind::Begin)
    return true;
  if (use.access == Access::Write || use.access == Access::Address || use.access == Access::CaptureReference)
    return true;
  const Fate fate = fateOf(*use.expr(), graph.tree());
  if (use.access == Access::Method)
    return fate.by && isFineAfterMove(*fate.by);
  const clang::ParmVarDecl *parameter =
      use.access == Access::Bind && fate.kind == Fate::Kind::Argument ? parameterOf(*fate.by, fate.argument) : nullptr;
  return parameter && parameter->getType()->isLValueReferenceType() && !isForwarding(*fate.by, fate.argument) &&
         !parameter->getType()->getPointeeType().isConstQualified();
}

static bool isOperator(const clang::Stmt &call) { return llvm::isa<clang::CXXOperatorCallExpr>(call); }

/// Two uses in arguments of one call, in whatever order the compiler likes ([expr.call]/8); null where that is fixed.
static const clang::Expr *unorderedCall(const clang::Stmt &a, const clang::Stmt &b, const FlowGraph &graph) {
  for (const clang::Stmt *up = graph.tree().parent(a); up && llvm::isa<clang::Expr>(up);
       up = graph.tree().parent(*up)) {
    if (!graph.tree().isInside(b, *up))
      continue;
    const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(up);
    const bool isCall =
        (llvm::isa<clang::CallExpr>(up) && !isOperator(*up)) || (construction && !construction->isListInitialization());
    if (!isCall)
      return nullptr;
    const auto arguments = argumentsOf(*up);
    const auto holds = [&](const clang::Stmt &use) {
      return llvm::any_of(arguments,
                          [&](const clang::Expr *argument) { return graph.tree().isInside(use, *argument); });
    };
    return holds(a) && holds(b) ? llvm::cast<clang::Expr>(up) : nullptr;
  }
  return nullptr;
}

/// The argument of `call` that `use` is in.
static const clang::Expr *argumentWith(const clang::Stmt &use, const clang::Expr &call, const WrittenTree &tree) {
  const auto arguments = argumentsOf(call);
  const auto *const found =
      llvm::find_if(arguments, [&](const clang::Expr *argument) { return tree.isInside(use, *argument); });
  return found == arguments.end() ? nullptr : *found;
}

/// 'send(v.size(), std::move(v))' becomes 'auto first = v.size(); send(first, std::move(v))'.
static std::optional<Fix> takeFirstFix(const Event &use, const clang::Expr &call, const FunctionFacts &function) {
  const clang::Expr *argument = argumentWith(*use.stmt, call, function.flow()->tree());
  const clang::Expr *value = argument ? argument->IgnoreUnlessSpelledInSource() : nullptr;
  if (!value || !value->isPRValue() || llvm::isa<clang::LambdaExpr>(value))
    return std::nullopt;
  return nameFirstFix(function, *value, "first");
}

/// 'std::move(x)' becomes 'x'.
static std::optional<Fix> copyFix(const Moved &moved, const FunctionFacts &function) {
  const clang::Stmt *above = function.flow()->tree().above(*moved.move->stmt).stmt;
  const auto *call = llvm::dyn_cast_or_null<clang::CallExpr>(above);
  if (!call || !call->isCallToStdMove() || !isWritable(function, call->getSourceRange()) ||
      !isCopyable(moved.variable->getType().getNonReferenceType()))
    return std::nullopt;
  const Places &places = function.unit->places;
  return Fix{"hand over a copy",
             /*safe=*/false,
             {{places.span(call->getSourceRange()), places.text(call->getArg(0)->getSourceRange())}}};
}

static void reportUnordered(const Moved &moved, const Event &use, const clang::Expr &call,
                            const FunctionFacts &function, Reporter &reporter) {
  const std::string name = moved.variable->getNameAsString();
  FindingBuilder finding = reporter.report(
      use.expr()->getSourceRange(),
      llvm::formatv("'{0}' is moved from by another argument of this call, and which of them comes first is up "
                    "to the compiler; take what you need from it in a statement before",
                    name)
          .str());
  finding.step(moved.move->expr()->getSourceRange(), "'" + name + "' is moved from here");
  finding.step(call.getSourceRange(), "the arguments of this call are evaluated in no fixed order");
  if (const auto fix = takeFirstFix(use, call, function))
    finding.fix(*fix);
}

/// A use of the variable in a sibling argument, wherever Clang's own order puts it.
static bool checkSiblings(const Moved &moved, const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph &graph = *function.flow();
  bool found = false;
  graph.forEach([&](const Event &event, Position) {
    if (found || event.kind != Event::Kind::Use || event.place != moved.variable || &event == moved.move ||
        event.access == Access::CaptureReference || event.access == Access::Address || !needsValueNow(event, graph))
      return;
    if (const clang::Expr *call = unorderedCall(*moved.move->stmt, *event.stmt, graph)) {
      reportUnordered(moved, event, *call, function, reporter);
      found = true;
    }
  });
  return found;
}

/// The first use in the text that comes after the move.
static const Event *useAfter(const Moved &moved, const FlowGraph &graph) {
  const Event *result = nullptr;
  Exploration(graph).from(moved.position, 0,
                          [&](const Event &event, Position, unsigned state) -> std::optional<unsigned> {
                            if (event.place != moved.variable)
                              return state;
                            if (mayGiveValue(event, graph))
                              return std::nullopt;
                            if (needsValue(event, graph)) {
                              if (!result || event.stmt->getBeginLoc() < result->stmt->getBeginLoc())
                                result = &event;
                              return std::nullopt;
                            }
                            return state;
                          });
  return result;
}

static void reportLater(const Moved &moved, const Event &use, const FunctionFacts &function, Reporter &reporter) {
  const std::string name = moved.variable->getNameAsString();
  const bool inLoop = &use == moved.move;
  const unsigned line = function.unit->places.line(moved.move->stmt->getBeginLoc());
  FindingBuilder finding = reporter.report(
      use.expr()->getSourceRange(),
      inLoop ? llvm::formatv("'{0}' is moved from in each turn of the loop, so from the second on it is empty; make it "
                             "inside the loop, or hand over a copy",
                             name)
                   .str()
             : llvm::formatv("'{0}' is empty here: it has been moved from before (line {1}); take a copy or a name for "
                             "what you need of it first",
                             name, line)
                   .str());
  if (!inLoop)
    finding.step(moved.move->expr()->getSourceRange(), "'" + name + "' is moved from here");
  if (const auto fix = copyFix(moved, function))
    finding.fix(*fix);
}

static bool isCandidate(const Event &event, const FlowGraph &graph, clang::ASTContext &ast) {
  const auto *variable = event.kind == Event::Kind::Use ? llvm::dyn_cast_or_null<clang::VarDecl>(event.place) : nullptr;
  const bool isMoved = event.access == Access::Move || event.access == Access::Await;
  return variable && isMoved && event.whole && variable->hasLocalStorage() &&
         llvm::isa<clang::DeclRefExpr>(event.stmt) && !llvm::isa<clang::DecompositionDecl>(variable) &&
         event.access == Access::Move && !variable->getType()->isLValueReferenceType() &&
         isEmptiedByMove(variable->getType(), ast) && isTaken(*event.expr(), graph);
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.mustThrow ? nullptr : function.flow();
  if (!graph)
    return;
  llvm::DenseSet<const clang::VarDecl *> reported;
  graph->forEach([&](const Event &event, Position position) {
    if (!isCandidate(event, *graph, function.unit->ast))
      return;
    const Moved moved{llvm::cast<clang::VarDecl>(event.place), &event, {position.block, position.index + 1}};
    if (reported.contains(moved.variable))
      return;
    bool found = checkSiblings(moved, function, reporter);
    if (!found)
      if (const Event *use = useAfter(moved, *graph);
          use && !isTriedByMacro(*use->stmt, graph->tree(), function.unit->ast.getSourceManager())) {
        reportLater(moved, *use, function, reporter);
        found = true;
      }
    if (found)
      reported.insert(moved.variable);
  });
}

const Rule rules::COROLINT_RULE = {
    .summary = "a variable is used after it was moved into a call, a capture or the turn before",
    .checkFunction = check,
};

} // namespace corolint
