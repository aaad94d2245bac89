#include "Chains.h"

#include "flow/Explore.h"
#include "model/QualifiedName.h"

#include <deque>

namespace corolint {

bool runsWhenCalled(const FunctionFacts &facts) {
  if (!facts.function || facts.isCoroutine || facts.runs != Runs::Unknown)
    return false;
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(facts.function);
  // What an awaiter does when it is resumed is done by then.
  return !method || !method->getIdentifier() || !method->getName().starts_with("await_");
}

/// Whether a call that names the function runs this body.
static bool isLink(const FunctionFacts &facts) {
  if (!runsWhenCalled(facts))
    return false;
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(facts.function);
  return !method || !method->isVirtual() || method->hasAttr<clang::FinalAttr>() ||
         method->getParent()->hasAttr<clang::FinalAttr>();
}

/// Whether the function goes on after the call on some way: behind 'printTrace(); std::exit(1);' nobody waits for it.
static bool goesOnAfter(const clang::Expr &call, const FunctionFacts &facts) {
  const FlowGraph *graph = facts.unit->summaries.flow(*facts.function);
  if (!graph)
    return true;
  std::optional<Position> position;
  graph->forEach([&](const Event &event, Position at) {
    if (event.kind == Event::Kind::Call && event.stmt == &call)
      position = at;
  });
  if (!position)
    return true;
  bool found = false;
  Exploration(*graph, /*followExceptions=*/false)
      .from(
          {position->block, position->index + 1}, 0,
          [](const Event &, Position, unsigned state) { return std::optional(state); },
          [&](unsigned, bool byException) { found |= !byException; });
  return found;
}

Chains::Chains(const UnitFacts &unit, llvm::function_ref<bool(const KnownCall &, const FunctionFacts &)> isWanted,
               const llvm::DenseSet<const clang::FunctionDecl *> &themselves) {
  for (const clang::FunctionDecl *function : themselves)
    links.try_emplace(function, Link());
  for (const FunctionFacts &facts : unit.functions) {
    if (!isLink(facts))
      continue;
    for (const KnownCall &call : facts.calls)
      if (call.runs == Runs::Unknown && isWanted(call, facts) && goesOnAfter(*call.expr, facts)) {
        links.try_emplace(facts.function->getCanonicalDecl(), Link{.known = &call});
        break;
      }
  }
  if (!links.empty())
    addCallers(unit);
}

/// Callers of what leads there, nearest first.
void Chains::addCallers(const UnitFacts &unit) {
  using Caller = std::pair<const FunctionFacts *, const PlainCall *>;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<Caller, 2>> callers;
  std::deque<const clang::FunctionDecl *> open;
  for (const FunctionFacts &facts : unit.functions) {
    if (!isLink(facts))
      continue;
    const clang::FunctionDecl *function = facts.function->getCanonicalDecl();
    for (const PlainCall &call : facts.plainCalls)
      if (call.runs == Runs::Unknown)
        callers[call.callee->getCanonicalDecl()].push_back({&facts, &call});
    if (links.contains(function))
      open.push_back(function); // in source order, so that equally short chains are the same in every run
  }
  for (; !open.empty(); open.pop_front())
    for (const auto &[caller, call] : callers.lookup(open.front()))
      if (const auto *function = caller->function->getCanonicalDecl();
          !links.contains(function) && goesOnAfter(*call->expr, *caller)) {
        links[function] = Link{.plain = call};
        open.push_back(function);
      }
}

std::optional<std::vector<Chains::Link>> Chains::from(const clang::FunctionDecl &function) const {
  std::vector<Link> chain;
  auto next = links.find(function.getCanonicalDecl());
  if (next == links.end())
    return std::nullopt;
  for (; next->second.plain; next = links.find(next->second.plain->callee->getCanonicalDecl()))
    chain.push_back(next->second);
  if (next->second.known)
    chain.push_back(next->second);
  return chain;
}

std::string nameOf(const clang::FunctionDecl &function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (method && method->getParent()->isLambda())
    return "the lambda";
  return "'" + qualifiedName(function) + "'";
}

std::string describeChain(llvm::ArrayRef<Chains::Link> chain) {
  std::string text;
  for (const Chains::Link &link : chain)
    text += (text.empty() ? "" : ", which calls ") + nameOf(link.known ? *link.known->callee : *link.plain->callee);
  return text;
}

} // namespace corolint
