#include "Fixes.h"

#include "model/QualifiedName.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <llvm/ADT/STLExtras.h>

namespace corolint {

/// Whether `expr` needs parentheses behind 'co_await', which binds tighter than every binary operator.
static bool needsParentheses(const clang::Expr &expr) {
  const auto *call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&expr);
  return call && call->isInfixBinaryOp();
}

static bool isEditable(const FunctionFacts &function, const clang::Expr &expr) {
  const bool isInstance = function.function && function.function->isTemplateInstantiation();
  return !isInstance && function.unit->places.isEditable(expr.getSourceRange());
}

std::optional<Fix> awaitFix(const FunctionFacts &function, const clang::Expr &value, const AsyncType &type,
                            bool canAwait) {
  if (!canAwait || !type.awaitable || !isEditable(function, value))
    return std::nullopt;
  const Places &places = function.unit->places;
  Fix fix{"await it", /*safe=*/true, {}};
  const bool parentheses = needsParentheses(value);
  fix.edits.push_back({places.before(value.getBeginLoc()), parentheses ? "co_await (" : "co_await "});
  if (parentheses)
    fix.edits.push_back({places.after(value.getEndLoc()), ")"});
  return fix;
}

std::optional<Fix> spawnFix(const FunctionFacts &function, const clang::Expr &value, const AsyncType &type,
                            bool canAwait) {
  const bool isKnown = type.coroutine && type.library && type.library->spawn;
  if (!isKnown || !isEditable(function, value))
    return std::nullopt;
  if (!canAwait && llvm::StringRef(type.library->spawn->text).contains("co_await"))
    return std::nullopt;
  return snippetFix(function, value, *type.library->spawn, {function.unit->places.text(value.getSourceRange())},
                    "run it in the background");
}

std::string fillIn(llvm::StringRef text, llvm::ArrayRef<std::string> arguments) {
  std::string result;
  while (!text.empty()) {
    const std::size_t dollar = text.find('$');
    result += text.substr(0, dollar);
    text = dollar == llvm::StringRef::npos ? "" : text.substr(dollar + 1);
    unsigned number = 0;
    if (!text.empty() && llvm::isDigit(text.front())) {
      number = text.front() - '0';
      text = text.drop_front();
    }
    if (number != 0 && number <= arguments.size())
      result += arguments[number - 1];
  }
  return result;
}

/// Inserts the include after the last one of the file, or before everything where there is none.
static std::optional<Edit> includeEdit(const UnitFacts &unit, const std::string &file, const std::string &include) {
  const Include *last = nullptr;
  for (const Include &line : unit.includes) {
    if (line.line.path != file)
      continue;
    if (line.spelled == include)
      return std::nullopt;
    last = &line;
  }
  if (!last)
    return Edit{{file, 0, 0}, "#include " + include + "\n"};
  return Edit{{file, last->line.end, last->line.end}, "\n#include " + include};
}

void addInclude(const UnitFacts &unit, const std::string &include, Fix &fix) {
  if (include.empty())
    return;
  if (std::optional<Edit> edit = includeEdit(unit, fix.edits.front().span.path, include))
    fix.edits.push_back(std::move(*edit));
  llvm::sort(fix.edits, [](const Edit &a, const Edit &b) { return a.span < b.span; });
}

std::optional<Fix> snippetFix(const FunctionFacts &function, const clang::Expr &expr, const Snippet &snippet,
                              llvm::ArrayRef<std::string> arguments, std::string title) {
  if (!isEditable(function, expr))
    return std::nullopt;
  const Span span = function.unit->places.span(expr.getSourceRange());
  Fix fix{std::move(title), /*safe=*/false, {{span, fillIn(snippet.text, arguments)}}};
  addInclude(*function.unit, snippet.include, fix);
  return fix;
}

const LibraryData *libraryOf(const FunctionFacts &function) {
  if (!function.function)
    return nullptr;
  return function.unit->model.type(function.function->getReturnType()).library;
}

llvm::StringRef deedOf(BlockKind kind) {
  switch (kind) {
  case BlockKind::Sleep:
    return "sleeps";
  case BlockKind::File:
    return "waits for the disk";
  case BlockKind::Socket:
  case BlockKind::Network:
    return "waits for the network";
  case BlockKind::Dns:
    return "waits for name resolution";
  case BlockKind::Process:
    return "waits for a process";
  case BlockKind::Wait:
    return "waits for another thread";
  case BlockKind::Database:
    return "waits for the database";
  case BlockKind::Console:
    return "waits for someone to type";
  case BlockKind::Future:
    return "waits for a future";
  case BlockKind::Lock:
    return "waits for a lock";
  case BlockKind::Cpu:
    return "computes for long";
  }
  return "";
}

llvm::StringRef threadOf(Runs runs) {
  return runs == Runs::OnLoop ? "the event loop's thread" : "the thread of its coroutine";
}

clang::SourceRange headOf(const clang::LambdaExpr &lambda) {
  const clang::TypeSourceInfo *signature = lambda.getCallOperator()->getTypeSourceInfo();
  const bool hasSignature = lambda.hasExplicitParameters() && signature;
  return {lambda.getBeginLoc(),
          hasSignature ? signature->getTypeLoc().getEndLoc() : lambda.getIntroducerRange().getEnd()};
}

std::string describe(const clang::FunctionDecl *function) {
  if (!function)
    return "the call";
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  if (method && method->getParent()->isLambda())
    return "the lambda";
  return "'" + unqualifiedName(*function) + "'";
}

} // namespace corolint
