// Walks one body in source order and knows, for every expression, what becomes of its value.
//
//     save();                 dropped as a statement
//     c ? save() : load();    both arms dropped
//     co_await save();        awaited
//     post(loop, [] {...});   a callable that runs on the loop: its body is walked with that knowledge
#pragma once

#include "Collect.h"
#include "Starts.h"

namespace corolint {

class BodyWalker {
public:
  BodyWalker(UnitFacts &unit, const CollectInput &input) : unit(unit), input(input) {}

  /// Adds the facts of `function`'s body and of the lambdas in it. A body with errors adds nothing but its name.
  void walkFunction(const clang::FunctionDecl &function);

  /// Adds the facts of an initializer outside of functions.
  void walkInitializer(const clang::Expr &init);

  /// To be called once at the end: adds what takes having seen all bodies.
  void finish();

private:
  /// What becomes of a value.
  struct Flow {
    std::optional<Dropping> dropped;
    bool awaited = false;
    bool called = false;          // it is what a call calls
    bool waitedFor = false;       // a loop is run until it has ended
    std::optional<Runs> callable; // somebody runs it there, if it is a callable or a coroutine
    const clang::VarDecl *keptIn = nullptr;
  };

  /// The body being walked; lambdas nest.
  struct Body {
    FunctionFacts *facts = nullptr;
    std::size_t index = 0;              // of the facts among the unit's functions
    bool onOtherThread = false;         // after a switch to a thread that may block
    bool timeoutInForce = false;        // from here to the end of the body
    unsigned openTimeouts = 0;          // timeouts around the expression being walked
    unsigned handlers = 0;              // catch clauses around it: no co_await may stand there
    unsigned loops = 0;                 // around it that may call what is in them any number of times
    unsigned statics = 0;               // static variables around it that it initializes
    std::vector<std::size_t> openWaits; // indices into facts->calls of the external waits around it
  };

  /// A callable that returns a task, given to a function whose body may show what becomes of the task.
  struct GivenCallable {
    std::size_t index; // into the unit's functions: who gives it
    const clang::Expr *callable;
    const clang::FunctionDecl *taker;
    unsigned parameter;
  };

  void forget(std::size_t before);
  void walkBody(const clang::FunctionDecl &function, Runs around, bool timeoutInForce = false);
  void walkStatement(const clang::Stmt *stmt);
  void walkChildren(const clang::Stmt &stmt);
  void walkDeclarations(const clang::DeclStmt &stmt);
  void walkVariable(const clang::VarDecl &variable);
  void walkBranches(const clang::Stmt &stmt);
  void walkLoop(const clang::Stmt &loop);
  void walkRangeFor(const clang::CXXForRangeStmt &loop);

  void walk(const clang::Expr *expr, Flow flow);
  void walkKnown(const clang::Expr &expr, const Flow &flow);
  bool walkThrough(const clang::Expr &expr, const Flow &flow);
  void walkAwait(const clang::Expr &await, const clang::Expr *operand, const Flow &flow);
  void walkLambda(const clang::LambdaExpr &lambda, const Flow &flow);
  bool isForeignMacroArgument(const clang::Expr &expr) const;
  void noteDropped(const clang::Expr &expr, Dropping how);
  void noteUnwrapped(const clang::Expr &operand);
  void noteTakenOut(const KnownCall &wait, const Flow &flow);
  void noteNamed(const clang::ValueDecl &named, const Flow &flow);

  bool handlesWork(clang::QualType type); ///< tasks, futures, generators
  bool getsWork(const clang::FunctionDecl &function);
  void walkCall(const clang::CallExpr &call, const Flow &flow);
  void walkConstruction(const clang::CXXConstructExpr &construction, const Flow &flow);
  void walkArguments(const clang::Expr &call, const clang::FunctionDecl *callee,
                     llvm::ArrayRef<const clang::Expr *> arguments, const Flow &flow);
  void notePlain(const clang::Expr &call, const clang::FunctionDecl *callee);
  void noteStart(const clang::CallExpr &call, const Flow &flow);
  bool isPool(clang::QualType type);
  bool startsOnPool(const clang::FunctionDecl &coroutine);
  bool startsOnPool(const clang::CallExpr &start);
  bool usesThreadPool(const clang::Expr &call, llvm::ArrayRef<const clang::Expr *> arguments);
  void noteTested(const clang::CXXMemberCallExpr &call);
  bool noteIgnored(const clang::CXXOperatorCallExpr &call);
  bool wrapsAwaitable(llvm::ArrayRef<const clang::Expr *> arguments);
  void noteSink(const clang::Expr &argument, std::string sink, bool onThread = false);
  void noteElement(const clang::Expr &call, llvm::ArrayRef<const clang::Expr *> arguments);
  std::string wrapperName(clang::QualType type) const;
  void addSink(FunctionFacts &facts, const clang::Expr &argument, std::string sink, bool onThread = false);
  void noteGiven(const clang::FunctionDecl &taker, unsigned parameter, const clang::Expr &argument);
  std::optional<Runs> runsOfArguments(llvm::ArrayRef<FunctionRole> roles, bool onPool, const Flow &flow) const;
  bool canAwait() const { return body.facts->isCoroutine && body.handlers == 0; }
  bool isBounded() const { return body.openTimeouts > 0 || body.timeoutInForce; }
  Runs runsHere() const { return body.onOtherThread ? Runs::Offloaded : body.facts->runs; }

  UnitFacts &unit;
  const CollectInput &input;
  Body body;
  unsigned depth = 0;
  std::vector<GivenCallable> given;
  Starts starts;
  llvm::DenseSet<const clang::ParmVarDecl *> droppers; // parameters whose result, when called, is thrown away
  bool broken = false;                                 // an error was met in the function being walked
};

} // namespace corolint
