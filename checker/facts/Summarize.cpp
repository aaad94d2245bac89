#include "Summarize.h"

#include "Chains.h"
#include "Keys.h"
#include "Slots.h"
#include "Symbols.h"
#include "flow/Fate.h"

#include <llvm/ADT/STLExtras.h>

namespace corolint {

namespace {

class Summarizer {
public:
  Summarizer(const UnitFacts &unit, AddDeeds addDeeds) : unit(unit), addDeeds(addDeeds) {}

  void add(const FunctionFacts &facts) {
    Slots slots = findSlots(facts);
    llvm::append_range(summary.fills, std::move(slots.fills));
    FunctionSummary function;
    function.isLink = runsWhenCalled(facts);
    function.calledParameters = std::move(slots.calledParameters);
    if (function.isLink)
      addDeeds(facts, function.deeds);
    for (const PlainCall &call : facts.plainCalls)
      if (matters(call.runs, function.isLink))
        function.calls.push_back(summaryOf(call));
    if (matters(facts.runs, function.isLink))
      for (const SlotCall &call : slots.calls)
        function.calls.push_back(summaryOf(call, facts.runs));
    if (function.deeds.empty() && function.calls.empty() && function.calledParameters.empty())
      return;
    function.key = keyOf(*facts.function);
    function.name = nameOf(*facts.function);
    addOverridden(*facts.function, function.overridden);
    if (llvm::any_of(function.calls, [](const CallSummary &call) { return call.onLoop; }))
      function.symbol = symbolOf(facts);
    summary.functions.push_back(std::move(function));
  }

  UnitSummary summary;

private:
  /// A call elsewhere than on the caller's thread or on a loop's leads to nothing that either waits for.
  static bool matters(Runs runs, bool isLink) { return isOnLoop(runs) || (isLink && runs == Runs::Unknown); }

  CallSummary summaryOf(const PlainCall &call) const {
    return {isDispatched(call) ? CallKind::Virtual : CallKind::Direct,
            keyOf(*call.callee),
            nameOf(*call.callee),
            unit.places.span(call.expr->getSourceRange()),
            isOnLoop(call.runs),
            call.runs == Runs::OnLoop,
            givenCallables(*call.callee, argumentsOf(*call.expr))};
  }

  CallSummary summaryOf(const SlotCall &call, Runs runs) const {
    return {CallKind::Slot,
            keyOf(*call.slot),
            "'" + call.slot->getNameAsString() + "'",
            unit.places.span(call.expr->getSourceRange()),
            isOnLoop(runs),
            runs == Runs::OnLoop,
            {}};
  }

  /// Whether the object's class decides which function runs.
  static bool isDispatched(const PlainCall &call) {
    const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(call.callee);
    if (!method || !method->isVirtual() || method->hasAttr<clang::FinalAttr>() ||
        method->getParent()->hasAttr<clang::FinalAttr>())
      return false;
    const auto *member = llvm::dyn_cast<clang::CXXMemberCallExpr>(call.expr);
    const auto *named =
        member ? llvm::dyn_cast<clang::MemberExpr>(member->getCallee()->IgnoreParenImpCasts()) : nullptr;
    return named && !named->hasQualifier(); // 'Base::run()' runs that one
  }

  static void addOverridden(const clang::FunctionDecl &function, std::vector<std::string> &keys) {
    const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
    if (!method)
      return;
    for (const clang::CXXMethodDecl *base : method->overridden_methods()) {
      keys.push_back(keyOf(*base));
      addOverridden(*base, keys);
    }
  }

  const UnitFacts &unit;
  AddDeeds addDeeds;
};

} // namespace

UnitSummary summarize(const UnitFacts &unit, AddDeeds addDeeds) {
  Summarizer summarizer(unit, addDeeds);
  for (const FunctionFacts &facts : unit.functions)
    if (facts.function)
      summarizer.add(facts);
  return std::move(summarizer.summary);
}

} // namespace corolint
