#include "engine/Rule.h"

#include "flow/Fate.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>

namespace corolint {

static bool hasMembers(const clang::CXXRecordDecl &record, std::initializer_list<llvm::StringRef> names) {
  clang::ASTContext &ast = record.getASTContext();
  return llvm::all_of(names, [&](llvm::StringRef name) {
    const clang::DeclarationName member(&ast.Idents.get(name));
    return record.hasMemberName(member);
  });
}

/// Why a result of `type` is not to be dropped; empty where nothing speaks against it.
static llvm::StringRef mattersBecause(clang::QualType type) {
  const clang::TagDecl *tag = type->getAsTagDecl();
  if (!tag)
    return "";
  const auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(tag);
  if (record && !record->hasDefinition())
    return "";
  // By the shape that [expected.object] and [syserr.errcode] give them: each library has its own.
  if (record && hasMembers(*record, {"has_value", "value", "error"}))
    return "holds the error if the work has failed";
  if (record && hasMembers(*record, {"value", "category", "message"}))
    return "says whether the work has failed";
  return tag->hasAttr<clang::WarnUnusedResultAttr>() ? "is of a type that is [[nodiscard]]" : "";
}

static bool isDropped(const clang::CoawaitExpr &await, const WrittenTree &tree) {
  const Fate fate = fateOf(await, tree);
  return fate.kind == Fate::Kind::Dropped && !fate.isPart;
}

static void check(const FunctionFacts &function, Reporter &reporter) {
  const FlowGraph *graph = function.isCoroutine ? function.flow() : nullptr;
  // What generic code awaits fails in other ways for other callers.
  if (!graph || !function.function || function.function->isTemplateInstantiation())
    return;
  const Places &places = function.unit->places;
  for (const auto *await : graph->tree().every<clang::CoawaitExpr>()) {
    const clang::QualType type = await->getType();
    const llvm::StringRef why = mattersBecause(type);
    // A task is another rule's matter; a reference leads to something that somebody else keeps.
    if (why.empty() || await->isGLValue() || function.unit->summaries.isWork(type) || !isDropped(*await, graph->tree()))
      continue;
    FindingBuilder finding = reporter.report(
        await->getSourceRange(),
        llvm::formatv("the result of this await {0}, and is thrown away; look at it, or cast it to void", why).str());
    if (places.isEditable(await->getSourceRange()))
      finding.fix({"say that it is thrown away on purpose",
                   /*safe=*/false,
                   {{places.before(await->getBeginLoc()), "(void)"}}});
  }
}

const Rule rules::COROLINT_RULE = {
    .summary = "the result of an await is thrown away though it tells of failure",
    .checkFunction = check,
};

} // namespace corolint
