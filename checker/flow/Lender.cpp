#include "Lender.h"

#include "Access.h"
#include "Fate.h"
#include "Subject.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>

namespace corolint {

static constexpr unsigned maxHops = 8; // Longer chains of references to references are no one's code.

/// What the elements of `alias`, the variable of a range-for, belong to; null where it is none.
static const clang::Expr *rangeOf(const clang::VarDecl &alias, const FlowGraph &graph) {
  if (!alias.isCXXForRangeDecl())
    return nullptr;
  for (const auto *loop : graph.tree().every<clang::CXXForRangeStmt>())
    if (loop->getLoopVariable() == &alias)
      return loop->getRangeInit();
  return nullptr;
}

static bool ownsElements(clang::QualType type, AsyncModel &model) {
  return type->isArrayType() || model.hasRole(type, TypeRole::Container);
}

/// Whether `variable` is a local that refers to what it was made from for as long as it lives.
static bool isFixedAlias(const clang::VarDecl &variable, const FlowGraph &graph, AsyncModel &model) {
  if (!variable.hasLocalStorage() || !variable.getInit() || llvm::isa<clang::ParmVarDecl>(variable) ||
      variable.isInitCapture() || variable.getDeclContext() != &graph.function() ||
      !refersToOthers(variable.getType(), model))
    return false;
  bool isFixed = true;
  if (!variable.getType()->isReferenceType())
    graph.forEach([&](const Event &event, Position) {
      isFixed &= event.kind != Event::Kind::Use || event.place != &variable || event.access == Access::Read ||
                 event.access == Access::Bind || event.access == Access::Method;
    });
  return isFixed;
}

/// A variable may be named in its own initializer, so the way from alias to alias needs an end.
bool Lender::follows(const clang::VarDecl &alias) {
  if (hops == maxHops || !isFixedAlias(alias, graph, model))
    return false;
  ++hops;
  return true;
}

/// Lends what `alias` refers to; says whether it is one that is known to refer to an object of the function.
bool Lender::lendBehind(const clang::VarDecl &alias) {
  if (!follows(alias))
    return false;
  const clang::Expr *range = rangeOf(alias, graph);
  const Root root = rootOf(range ? *range : *alias.getInit());
  if (root.temporary && !range)
    return false; // its life is extended to that of the reference
  if (root.throughCall && !(root.place && ownsElements(root.place->getType().getNonReferenceType(), model)))
    return false; // a getter may give something that belongs to others
  if (range && !ownsElements(range->getType().getNonReferenceType(), model))
    return false;
  return lend(root), true;
}

/// A closure that has captured nothing has nothing that could die.
static bool isEmptyClosure(clang::QualType type) {
  const clang::CXXRecordDecl *record = type.isNull() ? nullptr : type->getAsCXXRecordDecl();
  return record && record->isLambda() && record->captures().empty();
}

/// Whether nothing takes what the smart pointer owns out of it, or keeps a copy of it.
static bool keepsWhatItOwns(const clang::ValueDecl &pointer, const FlowGraph &graph) {
  bool isKept = true;
  graph.forEach([&](const Event &event, Position) {
    isKept &= event.kind != Event::Kind::Use || event.place != &pointer || event.access == Access::Method;
  });
  return isKept;
}

/// Whether what `root` was followed to dies with the variable or temporary that owns it: 'owner->name'.
bool Lender::ownsWhatFollows(const Root &root) const {
  const TypeEntry *entry = root.followed ? model.entry(root.followed->getType(), TypeRole::Container) : nullptr;
  return entry && (root.temporary || (root.place && keepsWhatItOwns(*root.place, graph)));
}

void Lender::lend(const Root &root) {
  Borrow borrow = prototype;
  const auto *variable = llvm::dyn_cast_or_null<clang::VarDecl>(root.place);
  if (root.throughPointer && !ownsWhatFollows(root))
    return;
  if (variable && variable->getType()->isReferenceType() && (lendBehind(*variable) || root.throughPointer))
    return;
  if (isEmptyClosure(root.temporary ? root.temporary->getType() : variable ? variable->getType() : clang::QualType()))
    return;
  borrow.isShared = root.throughPointer && model.entry(root.followed->getType(), TypeRole::Container)->shared;
  if (root.temporary)
    borrow.temporary = root.temporary;
  else if (variable && (isOwnedBy(*variable, graph) || isCopiedInto(*variable, graph)))
    borrow.variable = variable;
  else
    return;
  borrow.isCaptured = variable && !borrow.temporary && isCopiedInto(*variable, graph);
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

static const clang::VarDecl *variableNamedBy(const clang::Expr &expr) {
  const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(expr.IgnoreParenImpCasts());
  return name ? llvm::dyn_cast<clang::VarDecl>(name->getDecl()) : nullptr;
}

/// A pointer, or an iterator: '&name', 'name.c_str()', 'names.begin()', or a variable that was made so.
void Lender::lookIntoPointer(const clang::Expr &expr) {
  if (const auto *alias = variableNamedBy(expr); alias && follows(*alias))
    return lookIntoPointer(*alias->getInit());
  const Root root = rootOf(expr);
  if (!root.temporary || root.throughCall) // 'std::string(...).c_str()' points into one
    lend(root);
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
  if (const auto *alias = variableNamedBy(value); alias && follows(*alias))
    return lookIntoView(*alias->getInit());
  if (!llvm::isa<clang::CallExpr, clang::CXXConstructExpr>(value))
    return; // another variable of view type: who owns the memory is not known
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
    const std::size_t before = borrows.size();
    if (init && capture->getCaptureKind() == clang::LCK_ByRef)
      lend(rootOf(*init));
    else if (init && capture->capturesVariable() && refersToOthers(init->getType(), model))
      look(*init, init->getType()); // '[p = &name]', '[view]'
    for (std::size_t i = before; i < borrows.size(); ++i)
      borrows[i].byClosure = true;
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

/// The types that `type` is a template of: 'const T &' and 'int' of 'std::pair<const T &, int>'.
static llvm::SmallVector<clang::QualType, 4> elementTypes(clang::QualType type) {
  llvm::SmallVector<clang::QualType, 4> types;
  const auto *record = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!record)
    return types;
  const auto add = [&](const clang::TemplateArgument &argument) {
    if (argument.getKind() == clang::TemplateArgument::Type)
      types.push_back(argument.getAsType());
  };
  for (const clang::TemplateArgument &argument : record->getTemplateArgs().asArray()) {
    if (argument.getKind() == clang::TemplateArgument::Pack)
      llvm::for_each(argument.pack_elements(), add);
    else
      add(argument);
  }
  return types;
}

/// A tuple or pair holds references next to values: '{name, 2}', 'std::tie(name, size)'.
bool Lender::lookIntoTuple(const clang::Expr &value, clang::QualType type) {
  const auto types = elementTypes(type);
  if (model.type(type).coroutine ||
      llvm::none_of(types, [](clang::QualType element) { return element->isReferenceType(); }))
    return false;
  const clang::Expr *made = &value;
  while (const auto *cast = llvm::dyn_cast<clang::CastExpr>(made))
    made = &plain(*cast->getSubExpr());
  if (!llvm::isa<clang::CallExpr, clang::CXXConstructExpr>(made) || isCastToRValue(*made))
    return false;
  const auto arguments = argumentsOf(*made);
  if (arguments.size() == 1 && lookIntoTuple(plain(*arguments.front()), arguments.front()->getType()))
    return true; // made from another tuple, as that of 'std::tie'
  if (types.size() != arguments.size())
    return false; // no element an argument
  for (unsigned index = 0; index < types.size(); ++index)
    if (types[index]->isReferenceType())
      lend(rootOf(*arguments[index]));
  return true;
}

/// The list of 'Request{name}'.
static const clang::Expr &withoutTypeName(const clang::Expr &expr) {
  const auto *cast = llvm::dyn_cast<clang::CXXFunctionalCastExpr>(&expr);
  return cast ? plain(*cast->getSubExpr()) : expr;
}

const clang::LambdaExpr *closureIn(const clang::Expr &expr) {
  const clang::Expr &value = *plain(expr).IgnoreImplicit();
  if (const auto *construction = llvm::dyn_cast<clang::CXXConstructExpr>(&value))
    return construction->getNumArgs() == 1 ? closureIn(*construction->getArg(0)) : nullptr;
  const clang::VarDecl *variable = variableNamedBy(value);
  const clang::CXXRecordDecl *closure = variable ? variable->getType()->getAsCXXRecordDecl() : nullptr;
  const bool isClosure = closure && closure->isLambda() && variable->getInit();
  return llvm::dyn_cast<clang::LambdaExpr>(isClosure ? variable->getInit()->IgnoreImplicit() : &value);
}

void Lender::look(const clang::Expr &expr, clang::QualType type) {
  if (const clang::LambdaExpr *lambda = closureIn(expr))
    lookIntoClosure(*lambda);
  if (type->isReferenceType())
    return lend(rootOf(expr));
  if (type->isPointerType() || (type->isIntegerType() && llvm::isa<clang::CXXReinterpretCastExpr>(plain(expr))))
    return lookIntoPointer(expr);
  if (model.hasRole(type, TypeRole::View))
    return lookIntoView(expr);
  if (refersToOthers(type, model))
    return lookIntoPointer(plain(expr));
  const clang::VarDecl *variable = variableNamedBy(plain(expr));
  const bool isLocal = variable && isOwnedBy(*variable, graph) && variable->getInit();
  if (lookIntoTuple(plain(isLocal ? *variable->getInit() : expr), type))
    return;
  if (const auto *list =
          llvm::dyn_cast<clang::InitListExpr>(&withoutTypeName(plain(isLocal ? *variable->getInit() : expr))))
    lookIntoAggregate(*list);
}

} // namespace corolint
