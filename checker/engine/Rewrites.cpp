#include "Rewrites.h"

#include "flow/Fate.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/Lex/Lexer.h>
#include <llvm/ADT/StringExtras.h>

namespace corolint {

bool isWritable(const FunctionFacts &function, clang::SourceRange range) {
  const bool isInstance = function.function && function.function->isTemplateInstantiation();
  return !isInstance && function.unit->places.isEditable(range);
}

/// Whether `up` evaluates its child `below` exactly once, before anything else that matters.
static bool evaluatesOnce(const clang::Stmt &up, const clang::Stmt &below) {
  if (const auto *branch = llvm::dyn_cast<clang::IfStmt>(&up))
    return branch->getInit() == &below || (!branch->getInit() && branch->getCond() == &below);
  if (const auto *loop = llvm::dyn_cast<clang::CXXForRangeStmt>(&up))
    return loop->getRangeStmt() == &below;
  if (const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(&up))
    return !binary->isLogicalOp() && !binary->isCommaOp();
  if (llvm::isa<clang::AbstractConditionalOperator, clang::CXXDefaultArgExpr, clang::CXXDefaultInitExpr>(up))
    return false;
  return llvm::isa<clang::Expr, clang::DeclStmt, clang::ReturnStmt, clang::CoreturnStmt>(up);
}

const clang::Stmt *statementOf(const clang::Expr &expr, const WrittenTree &tree) {
  const clang::Stmt *below = &expr;
  for (const clang::Stmt *up = tree.parent(expr); up; below = up, up = tree.parent(*up)) {
    if (llvm::isa<clang::CompoundStmt>(up))
      return below;
    if (!evaluatesOnce(*up, *below))
      return nullptr;
  }
  return nullptr;
}

std::string freeName(llvm::StringRef wish, const WrittenTree &tree) {
  std::string name = wish.str();
  const auto isTaken = [&] {
    return llvm::any_of(tree.every<clang::DeclRefExpr>(),
                        [&](const auto *use) { return use->getDecl()->getDeclName().getAsString() == name; }) ||
           llvm::any_of(tree.every<clang::DeclStmt>(), [&](const auto *statement) {
             return llvm::any_of(statement->decls(), [&](const clang::Decl *decl) {
               const auto *named = llvm::dyn_cast<clang::NamedDecl>(decl);
               return named && named->getDeclName().getAsString() == name;
             });
           });
  };
  for (unsigned number = 2; isTaken(); ++number)
    name = wish.str() + llvm::utostr(number);
  return name;
}

std::optional<Fix> insertBefore(const FunctionFacts &function, const clang::Expr &expr, const std::string &text,
                                std::string title) {
  const clang::Stmt *statement = statementOf(expr, function.flow()->tree());
  if (!statement || !isWritable(function, statement->getSourceRange()))
    return std::nullopt;
  return Fix{std::move(title),
             /*safe=*/false,
             {{function.unit->places.before(statement->getBeginLoc()), text + "\n  "}}};
}

/// Behind the semicolon that ends the statement; invalid where there is none.
static clang::SourceLocation endOf(const clang::Stmt &statement, const clang::ASTContext &ast) {
  return clang::Lexer::findLocationAfterToken(statement.getEndLoc(), clang::tok::semi, ast.getSourceManager(),
                                              ast.getLangOpts(), /*SkipTrailingWhitespaceAndNewLine=*/false);
}

std::optional<Edit> removal(const FunctionFacts &function, const clang::Expr &statement) {
  const UnitFacts &unit = *function.unit;
  const clang::SourceLocation end = endOf(statement, unit.ast);
  if (end.isInvalid() || statementOf(statement, function.flow()->tree()) == nullptr ||
      fateOf(statement, function.flow()->tree()).kind != Fate::Kind::Dropped ||
      !isWritable(function, statement.getSourceRange()))
    return std::nullopt;
  const Span begin = unit.places.before(statement.getBeginLoc());
  return Edit{{begin.path, begin.begin, unit.places.before(end).begin}, ""};
}

std::optional<Fix> precedeFix(const FunctionFacts &function, const clang::Stmt &statement, const std::string &text,
                              std::string title) {
  const UnitFacts &unit = *function.unit;
  if (!isWritable(function, statement.getSourceRange()))
    return std::nullopt;
  Fix fix{std::move(title), /*safe=*/false, {{unit.places.before(statement.getBeginLoc()), text + " "}}};
  if (llvm::isa_and_nonnull<clang::CompoundStmt>(function.flow()->tree().parent(statement)))
    return fix;
  const clang::SourceLocation end = endOf(statement, unit.ast);
  if (end.isInvalid())
    return std::nullopt;
  fix.edits.front().text = "{ " + text + " ";
  fix.edits.push_back({unit.places.before(end), " }"});
  return fix;
}

std::optional<Fix> nameFirstFix(const FunctionFacts &function, const clang::Expr &expr, llvm::StringRef name) {
  const Places &places = function.unit->places;
  if (llvm::isa<clang::InitListExpr>(expr.IgnoreImplicit()) || !isWritable(function, expr.getSourceRange()))
    return std::nullopt;
  const std::string free = freeName(name, function.flow()->tree());
  auto fix =
      insertBefore(function, expr, "auto " + free + " = " + places.text(expr.getSourceRange()) + ";", "name it first");
  if (fix)
    fix->edits.push_back({places.span(expr.getSourceRange()), free});
  return fix;
}

bool isCopyable(clang::QualType type) {
  const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record)
    return type->isScalarType();
  if (!record->hasDefinition() || record->isAbstract() || record->defaultedCopyConstructorIsDeleted())
    return false;
  return llvm::none_of(record->ctors(), [](const clang::CXXConstructorDecl *constructor) {
    return constructor->isCopyConstructor() &&
           (constructor->isDeleted() || constructor->getAccess() == clang::AS_private);
  });
}

/// What makes the declaration's parameter one by value; nothing where its text cannot be changed.
static std::optional<std::vector<Edit>> byValueEdits(const clang::ParmVarDecl &parameter, const Places &places) {
  const clang::TypeSourceInfo *type = parameter.getTypeSourceInfo();
  const auto reference = type ? type->getTypeLoc().getAs<clang::ReferenceTypeLoc>() : clang::ReferenceTypeLoc();
  if (!reference || parameter.isParameterPack() || !places.isEditable(parameter.getSourceRange()))
    return std::nullopt;
  std::vector<Edit> edits;
  const Span begin = places.before(parameter.getBeginLoc());
  if (llvm::StringRef(places.text(parameter.getSourceRange())).starts_with("const "))
    edits.push_back({{begin.path, begin.begin, begin.begin + 6}, ""});
  edits.push_back({places.span(reference.getSigilLoc()), ""});
  return edits;
}

std::optional<Fix> byValueFix(const clang::FunctionDecl &function, unsigned parameter, const UnitFacts &unit) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (!bodyOf(function, unit) || parameter >= function.getNumParams() || (method && method->isVirtual()) ||
      function.isTemplateInstantiation())
    return std::nullopt;
  const clang::QualType type = function.getParamDecl(parameter)->getType();
  const bool isOwnable =
      type->isRValueReferenceType() || (type->isLValueReferenceType() && type->getPointeeType().isConstQualified());
  const bool isKnown = isOwnable && !type->getPointeeType()->isDependentType();
  if (!isKnown || !(type->isRValueReferenceType() || isCopyable(type->getPointeeType())))
    return std::nullopt;
  Fix fix{"take it by value", /*safe=*/false, {}};
  for (const clang::FunctionDecl *declaration : function.redecls()) {
    const auto edits = byValueEdits(*declaration->getParamDecl(parameter), unit.places);
    if (!edits)
      return std::nullopt;
    fix.edits.insert(fix.edits.end(), edits->begin(), edits->end());
  }
  llvm::sort(fix.edits, [](const Edit &a, const Edit &b) { return a.span < b.span; });
  return fix;
}

/// Whether a copy that cannot be changed serves this use as well.
static bool isReadOnly(const Event &use, const FlowGraph &graph) {
  if (use.access == Access::Read || use.access == Access::CaptureCopy)
    return true;
  const auto *cast = llvm::dyn_cast_or_null<clang::ImplicitCastExpr>(graph.tree().parent(*use.stmt));
  return cast && cast->getType().isConstQualified() && (use.access == Access::Bind || use.access == Access::Method);
}

static bool onlyReads(const clang::LambdaExpr &lambda, const clang::VarDecl &variable, Summaries &summaries) {
  const FlowGraph *graph = summaries.flow(*lambda.getCallOperator());
  bool reads = graph != nullptr;
  if (graph)
    graph->forEach([&](const Event &event, Position) {
      reads &= event.kind != Event::Kind::Use || event.place != &variable || isReadOnly(event, *graph);
    });
  return reads;
}

std::optional<Fix> captureByValueFix(const FunctionFacts &function, const clang::LambdaExpr &lambda,
                                     const clang::VarDecl &variable) {
  const clang::SourceRange introducer = lambda.getIntroducerRange();
  const auto capture = llvm::find_if(lambda.captures(), [&](const clang::LambdaCapture &one) {
    return one.capturesVariable() && one.getCapturedVar() == &variable && one.getCaptureKind() == clang::LCK_ByRef;
  });
  if (capture == lambda.captures().end() || lambda.isGenericLambda() || !isCopyable(variable.getType()) ||
      !isWritable(function, introducer) || !onlyReads(lambda, variable, function.unit->summaries))
    return std::nullopt;
  const Places &places = function.unit->places;
  Fix fix{"capture it by value", /*safe=*/false, {}};
  if (capture->isImplicit()) {
    fix.edits.push_back({places.after(lambda.getCaptureDefaultLoc()), ", " + variable.getNameAsString()});
    return fix;
  }
  const std::string text = places.text(introducer);
  const uint32_t name = places.span(capture->getLocation()).begin - places.span(introducer).begin;
  const std::size_t sign = llvm::StringRef(text).take_front(name).rfind('&');
  if (sign == llvm::StringRef::npos)
    return std::nullopt;
  const Span at = places.span(introducer);
  fix.edits.push_back({{at.path, static_cast<uint32_t>(at.begin + sign), at.begin + name}, ""});
  return fix;
}

/// What goes at the head of a lambda's parameters.
static Edit atParameters(const clang::LambdaExpr &lambda, const std::string &parameters, const Places &places) {
  if (!lambda.hasExplicitParameters())
    return {places.after(lambda.getIntroducerRange().getEnd()), "(" + parameters + ")"};
  const clang::CXXMethodDecl &method = *lambda.getCallOperator();
  return {places.after(method.getFunctionTypeLoc().getLParenLoc()), parameters + (method.param_empty() ? "" : ", ")};
}

static bool isCopyableClosure(const clang::LambdaExpr &lambda) {
  return llvm::all_of(lambda.getLambdaClass()->fields(), [](const clang::FieldDecl *field) {
    return field->getType()->isReferenceType() || isCopyable(field->getType());
  });
}

/// 'auto x' and 'x' of '[x]', 'auto &x' and 'x' of '[&x]', 'auto x' and 'f()' of '[x = f()]'.
static std::optional<std::pair<std::string, std::string>> parameterFor(const clang::LambdaCapture &capture,
                                                                       const Places &places) {
  const auto *variable =
      capture.capturesVariable() ? llvm::dyn_cast<clang::VarDecl>(capture.getCapturedVar()) : nullptr;
  if (!variable || capture.isImplicit() || capture.isPackExpansion())
    return std::nullopt;
  const std::string name = variable->getNameAsString();
  std::string value = name;
  if (variable->isInitCapture()) {
    if (!variable->getInit() || !places.isEditable(variable->getInit()->getSourceRange()))
      return std::nullopt;
    value = places.text(variable->getInit()->getSourceRange());
  }
  const bool isReference = capture.getCaptureKind() == clang::LCK_ByRef;
  return std::pair((isReference ? "auto &" : "auto ") + name, value);
}

/// Hands each capture over as an argument of the call.
static std::optional<Fix> parametersFix(const clang::LambdaExpr &lambda, const clang::CallExpr &call,
                                        const Places &places) {
  std::vector<std::string> parameters, values;
  for (const clang::LambdaCapture &capture : lambda.captures()) {
    const auto parameter = parameterFor(capture, places);
    if (!parameter)
      return std::nullopt;
    parameters.push_back(parameter->first);
    values.push_back(parameter->second);
  }
  const Span end = places.span(call.getRParenLoc());
  const bool hasMore = call.getNumArgs() > 1; // the first is the closure
  const Span first = hasMore ? places.before(call.getArg(1)->getBeginLoc()) : Span{end.path, end.begin, end.begin};
  return Fix{"pass what it captures as parameters",
             /*safe=*/false,
             {{places.span(lambda.getIntroducerRange()), "[]"},
              atParameters(lambda, llvm::join(parameters, ", "), places),
              {first, llvm::join(values, ", ") + (hasMore ? ", " : "")}}};
}

std::optional<Fix> ownCapturesFix(const FunctionFacts &function, const clang::LambdaExpr &lambda,
                                  const clang::CallExpr *call) {
  const Places &places = function.unit->places;
  if (lambda.isGenericLambda() || !isWritable(function, lambda.getSourceRange()))
    return std::nullopt;
  if (function.unit->ast.getLangOpts().CPlusPlus23 && !lambda.isMutable() && isCopyableClosure(lambda))
    return Fix{"keep the closure in the coroutine", /*safe=*/false, {atParameters(lambda, "this auto", places)}};
  return call && isWritable(function, call->getSourceRange()) ? parametersFix(lambda, *call, places) : std::nullopt;
}

std::optional<Fix> coroutineFix(const FunctionFacts &function) {
  const WrittenTree &tree = function.flow()->tree();
  const AsyncType &type = function.unit->model.type(function.function->getReturnType());
  if (!type.coroutine || !type.awaitable || function.function->isTemplateInstantiation() ||
      function.function->getDeclaredReturnType()->getContainedAutoType())
    return std::nullopt;
  Fix fix{"make it a coroutine", /*safe=*/false, {}};
  for (const auto *result : tree.every<clang::ReturnStmt>()) {
    const clang::SourceRange keyword(result->getReturnLoc());
    if (!result->getRetValue() || !function.unit->summaries.isWork(result->getRetValue()->getType()) ||
        tree.enclosing<clang::CXXCatchStmt>(*result) || !function.unit->places.isEditable(keyword))
      return std::nullopt;
    fix.edits.push_back({function.unit->places.span(keyword), "co_return co_await"});
  }
  return fix.edits.empty() ? std::nullopt : std::optional(fix);
}

} // namespace corolint
