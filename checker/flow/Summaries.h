// What a caller must know of the functions that it calls, as far as their bodies tell.
//
//     Task<size_t> len(const std::string &s) {    // s is used late: after the first suspension, when a temporary that
//       co_await ready();                         // it was bound to may be gone
//       co_return s.size();
//     }
//
// Answers come from the libraries' data first, then from bodies that the unit shows, through calls. Unknown is an
// answer of its own. Each is found once and kept; recursion is cut and answers Unknown.
#pragma once

#include "FlowGraph.h"
#include "model/AsyncModel.h"

#include <llvm/ADT/MapVector.h>

#include <map>
#include <set>

namespace corolint {

class Subject;

enum class Answer { No, Yes, Unknown };

/// Whether something that a coroutine refers to is used when its caller may have gone on.
struct LateUse {
  Answer answer = Answer::Unknown;
  const clang::Expr *use = nullptr;        // with Yes
  const clang::Stmt *suspension = nullptr; // the suspension before it; null: the start of a lazy coroutine
  const clang::FunctionDecl *in = nullptr; // whose body the use is in: the callee, or one that it hands it on to
};

/// How long a task, future or other piece of work goes on.
struct TaskLife {
  enum class Kind {
    Statement, // it has ended at the end of the full expression: awaited, or waited for
    Variable,  // kept in `variable`, and nothing shows that it outlives that
    Caller,    // returned: it goes on when all that the function owns is gone
    Beyond,    // handed over or stored: it goes on for as long as it likes
    Lost,      // dropped: a lazy one never runs, an eager one goes on
    Unknown,
  };
  Kind kind = Kind::Unknown;
  const clang::Stmt *by = nullptr; // the await, the return, the call that takes it over
  const clang::VarDecl *variable = nullptr;

  bool outlivesFunction() const { return kind == Kind::Caller || kind == Kind::Beyond; }
};

/// What a function does with a callable that it gets.
struct CallableUse {
  enum class Keeps {
    Unknown,
    Refers,        // it only refers to it
    UntilReturned, // it has its own, which dies when the callable or the function has returned
    UntilResolved, // it has its own, until the task that the callable returned has ended
  };
  Keeps keeps = Keeps::Unknown;
  bool runsLater = false;                        // after the function has returned
  TaskLife::Kind task = TaskLife::Kind::Unknown; // what becomes of the callable's task there
};

class Summaries {
public:
  Summaries(clang::ASTContext &ast, AsyncModel &model) : ast(ast), model(model) {}

  /// The graph of the definition of `function`; null where the unit shows no body or it cannot be looked at.
  const FlowGraph *flow(const clang::FunctionDecl &function);

  /// The definitions whose bodies are too large to be looked at, or to be looked at to the end.
  std::vector<const clang::FunctionDecl *> tooLarge() const;

  /// Of a parameter by reference, a pointer, a view.
  LateUse lateUse(const clang::FunctionDecl &function, unsigned parameter);

  /// Of '*this'; for the call operator of a lambda, of what it has captured.
  LateUse lateUseOfObject(const clang::CXXMethodDecl &method);

  /// Of a variable of the function around a lambda, which the lambda captures by reference.
  LateUse lateUseOfCapture(const clang::CXXMethodDecl &callOperator, const clang::VarDecl &captured);

  /// `task` is an expression in the body of `flow`, whose value is a piece of work.
  TaskLife lifeOf(const clang::Expr &task, const FlowGraph &flow);

  /// Of argument `argument` of `call`.
  CallableUse useOfCallable(const clang::Stmt &call, unsigned argument);

  /// Whether awaiting a call of `function` may suspend other than into its own body: No only for a coroutine of the
  /// unit that awaits nothing that suspends.
  Answer maySuspend(const clang::FunctionDecl &function);

  bool isLazy(const clang::FunctionDecl &function);
  bool
  isWork(clang::QualType type); ///< a task, future or other awaitable whose work is under way or waits for its start

  clang::ASTContext &context() { return ast; }
  AsyncModel &meaning() { return model; }

private:
  using Key = std::pair<const clang::FunctionDecl *, int>; // int: a parameter, -1 the object
  enum class TakenOver { Unknown, ByResult, Detached, Joined };

  LateUse findLateUse(const clang::FunctionDecl &definition, int subject);
  LateUse lateUseIn(const FlowGraph &flow, const Subject &what);
  LateUse lateUseThroughCall(const Event &use, const FlowGraph &flow);
  LateUse lateUseThroughClosure(const Event &use, const FlowGraph &flow);
  TakenOver takenOver(const clang::Stmt &call, unsigned argument);
  TakenOver findTakenOver(const clang::FunctionDecl &definition, unsigned parameter);
  TaskLife lifeOfArgument(const clang::Stmt &call, unsigned argument, const FlowGraph &flow);
  TaskLife lifeOfVariable(const clang::VarDecl &variable, const FlowGraph &flow);
  TaskLife lifeOfReceiver(const clang::Stmt &call, const FlowGraph &flow);
  CallableUse findCallableUse(const clang::FunctionDecl &definition, unsigned parameter);
  CallableUse::Keeps keepsOf(const clang::FunctionDecl &definition, unsigned parameter);
  std::optional<CallableUse> knownCallableUse(const clang::Stmt &call, const clang::FunctionDecl &callee,
                                              unsigned argument);

  clang::ASTContext &ast;
  AsyncModel &model;
  llvm::MapVector<const clang::FunctionDecl *, std::unique_ptr<FlowGraph>> flows; // in the order of asking
  std::vector<const clang::FunctionDecl *> withoutGraph;                          // their bodies are too large
  std::map<Key, LateUse> lateUses;
  std::map<Key, TakenOver> takers;
  std::map<Key, CallableUse> callables;
  std::map<const clang::FunctionDecl *, Answer> suspending;
  std::set<std::pair<const clang::VarDecl *, const FlowGraph *>> settling; // variables whose life is being found
};

} // namespace corolint
