#include "Slots.h"

#include "Keys.h"

#include <clang/AST/RecursiveASTVisitor.h>

namespace corolint {

/// Whether values of `type` hold callables of any kind: a function pointer, a class made of a function type.
static bool holdsCallables(clang::QualType type) {
  type = type.getNonReferenceType();
  if (type->isFunctionPointerType() || type->isMemberFunctionPointerType())
    return true;
  const auto *wrapper = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!wrapper || wrapper->getTemplateArgs().size() == 0)
    return false;
  const clang::TemplateArgument &first = wrapper->getTemplateArgs()[0];
  return first.getKind() == clang::TemplateArgument::Type && first.getAsType()->isFunctionType();
}

/// The variable, member or parameter that `expr` names.
static const clang::ValueDecl *slotOf(const clang::Expr *expr) {
  expr = expr->IgnoreParenImpCasts();
  if (const auto *dereference = llvm::dyn_cast<clang::UnaryOperator>(expr);
      dereference && dereference->getOpcode() == clang::UO_Deref)
    return slotOf(dereference->getSubExpr());
  const clang::ValueDecl *named = nullptr;
  if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expr))
    named = reference->getDecl();
  else if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(expr))
    named = member->getMemberDecl();
  return llvm::isa_and_nonnull<clang::VarDecl, clang::FieldDecl>(named) && holdsCallables(named->getType()) ? named
                                                                                                            : nullptr;
}

/// What a callable's value is: the key of a function or of a slot; empty where it is neither.
static std::string valueOf(const clang::Expr *expr) {
  expr = expr->IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
  if (const auto *lambda = llvm::dyn_cast<clang::LambdaExpr>(expr))
    return keyOf(*lambda->getCallOperator());
  if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expr)) {
    if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(reference->getDecl()))
      return keyOf(*function);
    const clang::CXXRecordDecl *record = reference->getType()->getAsCXXRecordDecl();
    if (record && record->isLambda())
      return keyOf(*record->getLambdaCallOperator());
  }
  if (const clang::ValueDecl *slot = slotOf(expr))
    return keyOf(*slot);
  if (const auto *address = llvm::dyn_cast<clang::UnaryOperator>(expr);
      address && address->getOpcode() == clang::UO_AddrOf)
    return valueOf(address->getSubExpr());
  // 'std::move(f)', 'std::bind(&C::run, this)', 'std::function<void()>(f)': what comes first is what runs.
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(expr);
      call && call->getNumArgs() > 0 && !llvm::isa<clang::CXXMemberCallExpr>(call))
    if (const clang::FunctionDecl *callee = call->getDirectCallee(); callee && callee->isInStdNamespace())
      return valueOf(call->getArg(0));
  if (const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(expr);
      construction && construction->getNumArgs() > 0 && holdsCallables(construction->getType()))
    return valueOf(construction->getArg(0));
  if (const auto *list = llvm::dyn_cast<clang::InitListExpr>(expr); list && list->getNumInits() == 1)
    return valueOf(list->getInit(0));
  return {};
}

std::vector<GivenCallable> givenCallables(const clang::FunctionDecl &callee,
                                          llvm::ArrayRef<const clang::Expr *> arguments) {
  std::vector<GivenCallable> given;
  for (unsigned i = 0; i < arguments.size() && i < callee.getNumParams(); ++i)
    if (holdsCallables(callee.getParamDecl(i)->getType()))
      if (std::string value = valueOf(arguments[i]); !value.empty())
        given.push_back({i, std::move(value)});
  return given;
}

namespace {

class SlotFinder : public clang::RecursiveASTVisitor<SlotFinder> {
public:
  SlotFinder(Slots &slots, const clang::FunctionDecl &function) : slots(slots), function(function) {}

  /// The bodies of lambdas have facts of their own; what they capture is made here.
  bool TraverseLambdaExpr(clang::LambdaExpr *lambda) {
    for (clang::Expr *init : lambda->capture_inits())
      TraverseStmt(init);
    return true;
  }

  bool VisitVarDecl(clang::VarDecl *variable) {
    if (variable->hasInit() && holdsCallables(variable->getType()))
      fill(*variable, variable->getInit());
    return true;
  }

  bool VisitBinaryOperator(clang::BinaryOperator *assignment) {
    if (assignment->getOpcode() == clang::BO_Assign)
      if (const clang::ValueDecl *slot = slotOf(assignment->getLHS()))
        fill(*slot, assignment->getRHS());
    return true;
  }

  bool VisitCallExpr(clang::CallExpr *call) {
    const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(call);
    if (operatorCall && operatorCall->getNumArgs() > 0) {
      const clang::ValueDecl *slot = slotOf(operatorCall->getArg(0));
      if (slot && operatorCall->getOperator() == clang::OO_Call)
        noteCall(*call, *slot);
      if (slot && operatorCall->getOperator() == clang::OO_Equal && operatorCall->getNumArgs() == 2)
        fill(*slot, operatorCall->getArg(1));
      return true;
    }
    if (!call->getDirectCallee())
      if (const clang::ValueDecl *slot = slotOf(call->getCallee()))
        noteCall(*call, *slot);
    if (const clang::FunctionDecl *callee = call->getDirectCallee())
      fillParameters(*callee, llvm::ArrayRef(call->getArgs(), call->getNumArgs()));
    return true;
  }

  bool VisitCXXConstructExpr(clang::CXXConstructExpr *construction) {
    fillParameters(*construction->getConstructor(),
                   llvm::ArrayRef(construction->getArgs(), construction->getNumArgs()));
    return true;
  }

  void fill(const clang::ValueDecl &slot, const clang::Expr *value) {
    std::string key = valueOf(value);
    if (!key.empty())
      slots.fills.push_back({keyOf(slot), std::move(key)});
  }

private:
  /// A parameter of another function, captured by a lambda, may hold whatever anybody gives to that function.
  void noteCall(const clang::CallExpr &call, const clang::ValueDecl &slot) {
    const auto *parameter = llvm::dyn_cast<clang::ParmVarDecl>(&slot);
    if (!parameter)
      slots.calls.push_back({&call, &slot});
    else if (parameter->getDeclContext() == &function)
      slots.calledParameters.push_back(parameter->getFunctionScopeIndex());
  }

  void fillParameters(const clang::FunctionDecl &callee, llvm::ArrayRef<const clang::Expr *> arguments) {
    for (GivenCallable &given : givenCallables(callee, arguments))
      slots.fills.push_back({keyOf(*callee.getParamDecl(given.parameter)), std::move(given.value)});
  }

  Slots &slots;
  const clang::FunctionDecl &function;
};

} // namespace

Slots findSlots(const FunctionFacts &facts) {
  Slots slots;
  if (!facts.function || !facts.function->getBody())
    return slots;
  SlotFinder finder(slots, *facts.function);
  finder.TraverseStmt(facts.function->getBody());
  if (const auto *constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(facts.function))
    for (const clang::CXXCtorInitializer *initializer : constructor->inits()) {
      if (!initializer->isWritten() && !initializer->isInClassMemberInitializer())
        continue;
      finder.TraverseStmt(initializer->getInit());
      if (initializer->isMemberInitializer() && holdsCallables(initializer->getMember()->getType()))
        finder.fill(*initializer->getMember(), initializer->getInit());
    }
  return slots;
}

} // namespace corolint
