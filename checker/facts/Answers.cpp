#include "Answers.h"

#include "Keys.h"
#include "Lending.h"
#include "flow/Failing.h"
#include "flow/Subject.h"

#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/Path.h>

namespace corolint {

namespace {

/// The answers of one function.
class Answerer {
public:
  Answerer(const UnitFacts &unit, const clang::FunctionDecl &function, std::vector<Answered> &answers)
      : unit(unit), function(function), answers(answers), key(keyOf(function)) {}

  void add() {
    for (unsigned index = 0; index < function.getNumParams(); ++index)
      if (refersToOthers(function.getParamDecl(index)->getType(), unit.model))
        addLateUse(index, unit.summaries.lateUse(function, index));
    const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
    if (method && method->isInstance())
      addLateUse(Question::object, unit.summaries.lateUseOfObject(*method));
    addFailing();
  }

private:
  std::string placeOf(const clang::Stmt &stmt) const {
    return llvm::formatv("(line {0} of {1})", unit.places.line(stmt.getBeginLoc()),
                         llvm::sys::path::filename(unit.places.span(stmt.getSourceRange()).path))
        .str();
  }

  void addLateUse(unsigned parameter, const LateUse &late) {
    if (late.answer == Answer::Unknown)
      return;
    Answered answer{{key, Query::UsesLate, parameter}, late.answer == Answer::Yes, {}, {}, {}};
    if (late.use && answer.holds) {
      answer.where = unit.places.span(late.use->getSourceRange());
      answer.how = std::string(late.suspension ? "uses it after its first suspension "
                                               : "uses it when it has been started, later ") +
                   placeOf(*late.use);
      answer.step = "it is used here";
    }
    if (!answer.holds || late.use)
      answers.push_back(std::move(answer));
  }

  void addFailing() {
    const FlowGraph *graph = unit.summaries.flow(function);
    if (!graph || !llvm::isa_and_nonnull<clang::CoroutineBodyStmt>(graph->function().getBody()))
      return;
    const clang::CXXThrowExpr *thrown = uncaughtThrow(*graph);
    if (thrown)
      answers.push_back({{key, Query::MayFail, 0},
                         true,
                         unit.places.span(thrown->getSourceRange()),
                         "throws " + placeOf(*thrown),
                         "this leaves the coroutine"});
    else if (catchesItsErrors(*graph))
      answers.push_back({{key, Query::MayFail, 0}, false, {}, {}, {}});
  }

  const UnitFacts &unit;
  const clang::FunctionDecl &function;
  std::vector<Answered> &answers;
  const std::string key;
};

} // namespace

std::vector<Answered> answersOf(const UnitFacts &unit) {
  std::vector<Answered> answers;
  for (const FunctionFacts &facts : unit.functions) {
    const clang::FunctionDecl *function = facts.function;
    if (function && function->hasExternalFormalLinkage() && unit.summaries.isWork(function->getReturnType()))
      Answerer(unit, *function, answers).add();
  }
  return answers;
}

} // namespace corolint
