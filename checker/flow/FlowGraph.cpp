#include "FlowGraph.h"

#include "Access.h"

#include <clang/AST/ASTContext.h>
#include <clang/Analysis/CFG.h>

namespace corolint {

// Functions that people write have less; tables and machine-made sources would cost more than they tell.
static constexpr std::size_t maxBlocks = 100'000;

// A function of 10'000 statements takes a tenth; a rule that looks from every variable to its end takes the square.
static constexpr std::size_t maxSteps = 400'000'000;

FlowGraph::FlowGraph(const clang::FunctionDecl &function, const clang::Stmt &body)
    : owner(&function), written(body), stepsLeft(maxSteps) {}

bool FlowGraph::spend(std::size_t steps) const {
  stepsLeft -= std::min(steps, stepsLeft);
  return stepsLeft > 0;
}

const clang::Stmt *writtenBody(const clang::FunctionDecl &function) {
  const clang::Stmt *body = function.getBody();
  const auto *coroutine = llvm::dyn_cast_or_null<clang::CoroutineBodyStmt>(body);
  return coroutine ? coroutine->getBody() : body;
}

/// Whether the body of a function is 'return true;'.
static bool returnsTrue(const clang::FunctionDecl *function) {
  if (!function)
    return false;
  const clang::FunctionDecl *pattern = function->getTemplateInstantiationPattern();
  const auto *body = llvm::dyn_cast_or_null<clang::CompoundStmt>((pattern ? pattern : function)->getBody());
  if (!body || body->size() != 1)
    return false;
  const auto *result = llvm::dyn_cast<clang::ReturnStmt>(body->body_front());
  const auto *literal = result && result->getRetValue()
                            ? llvm::dyn_cast<clang::CXXBoolLiteralExpr>(result->getRetValue()->IgnoreParenImpCasts())
                            : nullptr;
  return literal && literal->getValue();
}

/// Whether awaiting cannot suspend: 'await_ready' of the awaiter or of what is awaited says true and nothing else.
static bool isAlwaysReady(const clang::CoroutineSuspendExpr &await) {
  const auto *call = llvm::dyn_cast_or_null<clang::CXXMemberCallExpr>(await.getReadyExpr()->IgnoreImplicit());
  if (call && returnsTrue(call->getDirectCallee()))
    return true;
  const clang::CXXRecordDecl *awaited = await.getOperand()->getType()->getAsCXXRecordDecl();
  if (!awaited || !awaited->hasDefinition())
    return false;
  const auto named = awaited->lookup(&awaited->getASTContext().Idents.get("await_ready"));
  return named.isSingleResult() && returnsTrue(llvm::dyn_cast<clang::FunctionDecl>(*named.begin()));
}

/// Turns Clang's graph into events.
class FlowBuilder {
public:
  FlowBuilder(FlowGraph &graph, const clang::CFG &cfg) : graph(graph), tree(graph.written), cfg(cfg) {}

  void build() {
    findSuspensions();
    graph.all.resize(cfg.getNumBlockIDs());
    graph.entry = cfg.getEntry().getBlockID();
    graph.exitBlock = cfg.getExit().getBlockID();
    for (const clang::CFGBlock *block : cfg.const_nodes())
      addBlock(*block);
  }

private:
  void findSuspensions();
  void addBlock(const clang::CFGBlock &block);
  void addEdges(const clang::CFGBlock &from, FlowBlock &into) const;
  void leaveTryBlock(const clang::CFGBlock &block);
  void addStatement(const clang::Stmt &stmt);
  void addUse(const clang::Expr &name, const clang::ValueDecl *place);
  void addWrite(const clang::Expr &written, const clang::Stmt &by);
  void add(Event event) { events->push_back(event); }

  FlowGraph &graph;
  const WrittenTree &tree;
  const clang::CFG &cfg;
  std::vector<Event> *events = nullptr;                                                 // of the block being made
  llvm::DenseMap<const clang::Stmt *, const clang::CoroutineSuspendExpr *> suspensions; // by what asks for readiness
};

/// Clang's element for an await comes when it has been resumed. It suspends right after it has asked for readiness.
void FlowBuilder::findSuspensions() {
  for (const clang::CFGBlock *block : cfg.const_nodes())
    for (const clang::CFGElement &element : *block) {
      const auto statement = element.getAs<clang::CFGStmt>();
      const auto *await = statement ? llvm::dyn_cast<clang::CoroutineSuspendExpr>(statement->getStmt()) : nullptr;
      if (await && await->getReadyExpr() && tree.contains(*await) && !isAlwaysReady(*await))
        suspensions[await->getReadyExpr()->IgnoreImplicit()] = await;
    }
}

/// Whether the block ends in a 'throw', with the destructors on its way.
static bool throwsAtEnd(const clang::CFGBlock &block) {
  return llvm::any_of(block, [](const clang::CFGElement &element) {
    const auto statement = element.getAs<clang::CFGStmt>();
    return statement && llvm::isa<clang::CXXThrowExpr>(statement->getStmt());
  });
}

/// Whether the loop is one that macros make a statement with: it never takes another turn, whatever its condition looks
/// like. 'do { ... } while (...)', or 'while (failure) fatal(...)', whose body ends the program.
static bool isMacroBlock(const clang::Stmt *terminator) {
  if (const auto *loop = llvm::dyn_cast_or_null<clang::DoStmt>(terminator))
    return loop->getDoLoc().isMacroID();
  const auto *check = llvm::dyn_cast_or_null<clang::WhileStmt>(terminator);
  return check && check->getWhileLoc().isMacroID() && llvm::isa<clang::Expr>(check->getBody());
}

/// What the two ways out of a block depend on; null where there are none, or they depend on something else.
static const clang::Expr *conditionOf(const clang::CFGBlock &block) {
  const clang::Stmt *terminator = block.getTerminatorStmt();
  const bool isBranch = llvm::isa_and_nonnull<clang::IfStmt, clang::WhileStmt, clang::ForStmt, clang::DoStmt,
                                              clang::AbstractConditionalOperator, clang::BinaryOperator>(terminator);
  return isBranch ? llvm::dyn_cast_or_null<clang::Expr>(block.getTerminatorCondition()) : nullptr;
}

void FlowBuilder::addEdges(const clang::CFGBlock &from, FlowBlock &into) const {
  // A block that ends in a call, not in a branch, has its exception's way second. The block of a 'try' leads from
  // exceptions to handlers, or on to the end where none fits.
  const clang::Stmt *terminator = from.getTerminatorStmt();
  const bool isTry = terminator && llvm::isa<clang::CXXTryStmt>(terminator);
  const bool throws = throwsAtEnd(from);
  bool isFirst = true;
  for (const clang::CFGBlock::AdjacentBlock &successor : from.succs()) {
    const clang::CFGBlock *to = successor.getReachableBlock();
    const bool isException = throws || (!terminator && !isFirst) || (isTry && to == &cfg.getExit());
    const bool isEndOfProgram = isFirst && from.hasNoReturnElement() && !throws;
    const bool isTurn = isFirst && isMacroBlock(terminator);
    isFirst = false;
    if (to && !isEndOfProgram && !isTurn)
      (isException ? into.onThrow : into.next).push_back(to->getBlockID());
  }
  if (into.next.size() == 2)
    into.condition = conditionOf(from);
}

/// An exception on its way to a handler destroys what the 'try' block has made.
void FlowBuilder::leaveTryBlock(const clang::CFGBlock &block) {
  const auto *handler = llvm::dyn_cast_or_null<clang::CXXCatchStmt>(block.getLabel());
  const auto *tried = handler ? llvm::dyn_cast_or_null<clang::CXXTryStmt>(tree.parent(*handler)) : nullptr;
  if (!tried)
    return;
  llvm::SmallVector<const clang::Stmt *, 16> open = {tried->getTryBlock()};
  while (!open.empty()) {
    const clang::Stmt *stmt = open.pop_back_val();
    if (const auto *declarations = llvm::dyn_cast<clang::DeclStmt>(stmt))
      for (const clang::Decl *decl : declarations->decls())
        if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl); variable && variable->hasLocalStorage())
          add({.kind = Event::Kind::End, .place = variable});
    if (!llvm::isa<clang::Expr>(stmt))
      for (const clang::Stmt *child : stmt->children())
        if (child)
          open.push_back(child);
  }
}

void FlowBuilder::addBlock(const clang::CFGBlock &block) {
  FlowBlock &into = graph.all[block.getBlockID()];
  events = &into.events;
  leaveTryBlock(block);
  for (const clang::CFGElement &element : block) {
    if (const auto statement = element.getAs<clang::CFGStmt>())
      addStatement(*statement->getStmt());
    else if (const auto destroyed = element.getAs<clang::CFGAutomaticObjDtor>())
      add({.kind = Event::Kind::End, .place = destroyed->getVarDecl()});
    else if (const auto ended = element.getAs<clang::CFGLifetimeEnds>())
      add({.kind = Event::Kind::End, .place = ended->getVarDecl()});
  }
  addEdges(block, into);
}

/// What a name of a variable stands for: a structured binding is part of what it is bound to.
static const clang::ValueDecl *placeOf(const clang::ValueDecl &named) {
  if (const auto *binding = llvm::dyn_cast<clang::BindingDecl>(&named))
    return llvm::dyn_cast_or_null<clang::VarDecl>(binding->getDecomposedDecl());
  return llvm::dyn_cast<clang::VarDecl>(&named);
}

/// The place that `expr` names: 'x', 'this->x'.
static const clang::ValueDecl *placeNamedBy(const clang::Expr &expr) {
  const clang::Expr *plain = expr.IgnoreParenImpCasts();
  if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(plain))
    return placeOf(*name->getDecl());
  const auto *member = llvm::dyn_cast<clang::MemberExpr>(plain);
  return member && llvm::isa<clang::CXXThisExpr>(member->getBase()->IgnoreParenImpCasts())
             ? llvm::dyn_cast<clang::FieldDecl>(member->getMemberDecl())
             : nullptr;
}

/// Assignments take effect when both sides have been evaluated, so they are noted at the operator, not at the name.
void FlowBuilder::addWrite(const clang::Expr &written, const clang::Stmt &by) {
  bool whole = true;
  const clang::Expr *target = written.IgnoreParenImpCasts();
  while (!placeNamedBy(*target)) {
    const auto *member = llvm::dyn_cast<clang::MemberExpr>(target);
    if (!member || member->isArrow())
      return;
    whole = false;
    target = member->getBase()->IgnoreParenImpCasts();
  }
  const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(&by);
  const bool updates = llvm::isa<clang::UnaryOperator>(by) || (binary && binary->isCompoundAssignmentOp());
  add({Event::Kind::Use, updates ? Access::Update : Access::Write, whole, &by, placeNamedBy(*target)});
}

void FlowBuilder::addUse(const clang::Expr &name, const clang::ValueDecl *place) {
  const Usage usage = usageOf(name, tree);
  if (usage.access != Access::Write && usage.access != Access::Update)
    add({Event::Kind::Use, usage.access, usage.whole, &name, place});
}

void FlowBuilder::addStatement(const clang::Stmt &stmt) {
  if (const auto suspension = suspensions.find(&stmt); suspension != suspensions.end())
    return add({.kind = Event::Kind::Suspend, .stmt = suspension->second});
  if (const auto *declarations = llvm::dyn_cast<clang::DeclStmt>(&stmt)) {
    for (const clang::Decl *decl : declarations->decls())
      if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(decl))
        add({.kind = Event::Kind::Begin, .stmt = &stmt, .place = variable});
    return;
  }
  if (!tree.contains(stmt))
    return;
  if (const auto *name = llvm::dyn_cast<clang::DeclRefExpr>(&stmt)) {
    if (const clang::ValueDecl *place = placeOf(*name->getDecl()))
      addUse(*name, place);
  } else if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(&stmt)) {
    if (const clang::ValueDecl *place = placeNamedBy(*member))
      addUse(*member, place);
  } else if (llvm::isa<clang::CXXThisExpr>(stmt)) {
    const auto *member = llvm::dyn_cast_or_null<clang::MemberExpr>(tree.above(stmt).stmt);
    if (!member || !llvm::isa<clang::FieldDecl>(member->getMemberDecl()))
      addUse(llvm::cast<clang::Expr>(stmt), nullptr);
  } else if (llvm::isa<clang::CallExpr, clang::CXXConstructExpr>(stmt)) {
    add({.kind = Event::Kind::Call, .stmt = &stmt});
    const auto *call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&stmt);
    if (call && call->getOperator() == clang::OO_Equal)
      addWrite(*call->getArg(0), stmt);
  } else if (const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(&stmt)) {
    if (binary->isAssignmentOp())
      addWrite(*binary->getLHS(), stmt);
  } else if (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(&stmt)) {
    if (unary->isIncrementDecrementOp())
      addWrite(*unary->getSubExpr(), stmt);
  } else if (llvm::isa<clang::LambdaExpr>(stmt)) {
    add({.kind = Event::Kind::Closure, .stmt = &stmt});
  } else if (llvm::isa<clang::ReturnStmt, clang::CoreturnStmt>(stmt)) {
    add({.kind = Event::Kind::Return, .stmt = &stmt});
  } else if (llvm::isa<clang::CXXThrowExpr>(stmt)) {
    add({.kind = Event::Kind::Throw, .stmt = &stmt});
  }
}

std::unique_ptr<FlowGraph> FlowGraph::build(const clang::FunctionDecl &function, clang::ASTContext &ast,
                                            bool &isTooLarge) {
  const clang::Stmt *body = writtenBody(function);
  if (!body || function.isDependentContext())
    return nullptr;
  clang::CFG::BuildOptions options;
  options.AddEHEdges = true;
  options.AddImplicitDtors = true;
  options.AddLifetime = true;
  options.setAllAlwaysAdd();
  const std::unique_ptr<clang::CFG> cfg =
      clang::CFG::buildCFG(&function, const_cast<clang::Stmt *>(body), &ast, options);
  isTooLarge = cfg && cfg->getNumBlockIDs() > maxBlocks;
  if (!cfg || isTooLarge)
    return nullptr;
  std::unique_ptr<FlowGraph> graph(new FlowGraph(function, *body));
  FlowBuilder(*graph, *cfg).build();
  return graph;
}

} // namespace corolint
