#include "Borrows.h"

#include "Fate.h"
#include "Roots.h"
#include "Subject.h"

#include <clang/AST/ASTContext.h>

namespace corolint {

bool isOwnedBy(const clang::VarDecl &variable, const FlowGraph &graph) {
  if (!variable.hasLocalStorage() || variable.getType()->isReferenceType() || variable.isInitCapture())
    return false;
  return variable.getDeclContext() == &graph.function();
}

namespace {

/// Looks through one argument for what it refers to.
class Lender {
public:
  Lender(const FlowGraph &graph, AsyncModel &model, Borrow prototype, std::vector<Borrow> &borrows)
      : graph(graph), model(model), prototype(prototype), borrows(borrows) {}

  /// `expr` initializes something of type `type`: a parameter, a field of an aggregate.
  void look(const clang::Expr &expr, clang::QualType type);

private:
  void lend(const Root &root);
  void lookIntoView(const clang::Expr &expr);
  void lookIntoClosure(const clang::LambdaExpr &lambda);
  void lookIntoAggregate(const clang::InitListExpr &list);

  const FlowGraph &graph;
  AsyncModel &model;
  const Borrow prototype;
  std::vector<Borrow> &borrows;
};

} // namespace

void Lender::lend(const Root &root) {
  Borrow borrow = prototype;
  const auto *variable = llvm::dyn_cast_or_null<clang::VarDecl>(root.place);
  if (root.throughPointer)
    return;
  if (root.temporary)
    borrow.temporary = root.temporary;
  else if (variable && isOwnedBy(*variable, graph))
    borrow.variable = variable;
  else
    return;
  borrows.push_back(borrow);
}

/// The value without the copies, temporaries and conversions around it that make no other object.
static const clang::Expr &plain(const clang::Expr &expr) {
  const clang::Expr *inner = expr.IgnoreImplicit()->IgnoreParens();
  const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(inner);
  if (construction && construction->getNumArgs() == 1 && construction->getConstructor()->isCopyOrMoveConstructor())
    return plain(*construction->getArg(0));
  return *inner;
}

/// A view refers to what it was made from: 'std::string_view(name)', 'std::ref(x)', a conversion.
void Lender::lookIntoView(const clang::Expr &expr) {
  const clang::Expr &value = plain(expr);
  if (const auto *list = llvm::dyn_cast<clang::CXXStdInitializerListExpr>(&value)) {
    Borrow borrow = prototype;
    borrow.temporary = list;
    borrows.push_back(borrow);
    return;
  }
  if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(&value))
    return lookIntoView(*cast->getSubExpr());
  if (!llvm::isa<clang::CallExpr, clang::CXXConstructExpr>(value))
    return; // a variable of view type: who owns the memory is not known
  if (const clang::Expr *object = objectOf(value); object && !refersToOthers(object->getType(), model))
    return lend(rootOf(*object));
  const auto arguments = argumentsOf(value);
  if (arguments.empty())
    return;
  const clang::Expr &source = *arguments.front();
  if (llvm::isa<clang::StringLiteral>(source.IgnoreParenImpCasts()))
    return;
  if (refersToOthers(source.getType(), model) && !source.isGLValue())
    return lookIntoView(source);
  if (source.isGLValue() && !refersToOthers(source.getType(), model))
    lend(rootOf(source));
}

void Lender::lookIntoClosure(const clang::LambdaExpr &lambda) {
  const auto *capture = lambda.capture_begin();
  for (const clang::Expr *init : lambda.capture_inits()) {
    if (init && capture->getCaptureKind() == clang::LCK_ByRef) {
      const std::size_t before = borrows.size();
      lend(rootOf(*init));
      for (std::size_t i = before; i < borrows.size(); ++i)
        borrows[i].byClosure = true;
    }
    ++capture;
  }
}

void Lender::lookIntoAggregate(const clang::InitListExpr &list) {
  const clang::CXXRecordDecl *record = list.getType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition())
    return;
  unsigned index = record->getNumBases();
  for (const clang::FieldDecl *field : record->fields()) {
    if (index >= list.getNumInits())
      return;
    look(*list.getInit(index++), field->getType());
  }
}

void Lender::look(const clang::Expr &expr, clang::QualType type) {
  if (const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(&plain(expr)))
    lookIntoClosure(*lambda);
  if (type->isReferenceType())
    return lend(rootOf(expr));
  if (type->isPointerType() || (type->isIntegerType() && llvm::isa<clang::CXXReinterpretCastExpr>(plain(expr)))) {
    const Root root = rootOf(expr);
    const bool isNoTemporary = !root.temporary || root.throughCall; // 'std::string(...).c_str()' points into one
    return isNoTemporary ? lend(root) : void();
  }
  if (model.hasRole(type, TypeRole::View))
    return lookIntoView(expr);
  if (const auto *list = llvm::dyn_cast<clang::InitListExpr>(&plain(expr)))
    lookIntoAggregate(*list);
}

/// A continuation owns what it was called on: 'f().then(...)' takes the future over.
static bool takesObjectOver(const clang::Stmt &call, Summaries &summaries) {
  const clang::Expr *object = objectOf(call);
  return !object || summaries.isWork(object->getType()) || refersToOthers(object->getType(), summaries.meaning());
}

std::vector<Borrow> borrowsOf(const clang::Expr &call, const FlowGraph &graph, Summaries &summaries) {
  std::vector<Borrow> borrows;
  const clang::FunctionDecl *callee = calleeOf(call);
  if (!callee)
    return borrows;
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
  if (method && method->isInstance() && !takesObjectOver(call, summaries) && !method->getParent()->isLambda()) {
    Borrow prototype{.argument = objectOf(call), .index = Borrow::object};
    const Root root = rootOf(*prototype.argument);
    Lender lender(graph, summaries.meaning(), prototype, borrows);
    if (!root.throughCall)
      lender.look(*prototype.argument, summaries.context().getLValueReferenceType(prototype.argument->getType()));
    for (Borrow &borrow : borrows)
      borrow.late = summaries.lateUseOfObject(*method);
  }
  const auto arguments = argumentsOf(call);
  for (unsigned index = 0; index < arguments.size() && index < callee->getNumParams(); ++index) {
    const std::size_t before = borrows.size();
    Lender lender(graph, summaries.meaning(), {.argument = arguments[index], .index = index}, borrows);
    lender.look(*arguments[index], callee->getParamDecl(index)->getType());
    if (before != borrows.size()) {
      const LateUse late = summaries.lateUse(*callee, index);
      for (std::size_t i = before; i < borrows.size(); ++i)
        borrows[i].late = late;
    }
  }
  return borrows;
}

} // namespace corolint
