// What one body does, in the order in which it does it: blocks of events, and the ways between them.
//
//     auto s = cache.find(id);      Use cache (Method), Call find, Begin s
//     co_await refresh();           Call refresh, Suspend
//     return s->second;             Use s (Method), Return, End s
//
// Made from Clang's control flow graph, with what that lacks for coroutines: where the body is suspended, what an
// exception's way to its handler destroys, and nothing of the machinery that co_await expands to. An operand is
// evaluated before its await suspends. Events of lambdas' bodies are in graphs of their own.
#pragma once

#include "WrittenTree.h"

#include <clang/AST/Decl.h>
#include <llvm/ADT/SmallVector.h>

#include <memory>
#include <vector>

namespace clang {
class ASTContext;
} // namespace clang

namespace corolint {

/// How a variable, parameter or member is named.
enum class Access : uint8_t {
  Read,             // its value is copied out
  Write,            // assigned as a whole
  Update,           // read and written: '+=', '++'
  Move,             // 'std::move(x)' and other casts to an rvalue
  Await,            // 'co_await x', 'co_await std::move(x)'
  Method,           // a member function or an operator is called on it
  Bind,             // bound to a reference: of a parameter, of a variable
  Address,          // '&x'
  CaptureCopy,      // '[x]'
  CaptureReference, // '[&x]'
};

struct Event {
  enum class Kind : uint8_t {
    Use,     // `place` is named, or for 'this' itself (as in '[this]', 'helper()') `place` is null
    Call,    // a function is called or an object constructed; arguments have been evaluated
    Closure, // a lambda expression has made its closure
    Suspend, // a co_await or co_yield that may suspend
    Begin,   // a variable is initialized
    End,     // a variable dies
    Return,  // return or co_return, before the variables die
    Throw,
  };
  Kind kind;
  Access access = Access::Read;
  bool whole = true;                       // Use: the place itself, not a member of it
  const clang::Stmt *stmt = nullptr;       // null for End
  const clang::ValueDecl *place = nullptr; // a VarDecl, or a FieldDecl of '*this'

  const clang::Expr *expr() const { return llvm::cast<clang::Expr>(stmt); }
};

struct FlowBlock {
  std::vector<Event> events;
  llvm::SmallVector<unsigned, 2> next;    // where control goes on
  llvm::SmallVector<unsigned, 2> onThrow; // where an exception of its last event goes
  const clang::Expr *condition = nullptr; // it goes to next[0] where this is true, to next[1] where it is false
};

/// A place in a graph: before event `index` of a block.
struct Position {
  unsigned block = 0, index = 0;

  friend bool operator==(const Position &, const Position &) = default;
};

class FlowGraph {
public:
  /// The graph of the body of `function`, which must not depend on template parameters. Null where Clang can make none,
  /// or where the body is larger than is looked at, which `isTooLarge` then says.
  static std::unique_ptr<FlowGraph> build(const clang::FunctionDecl &function, clang::ASTContext &ast,
                                          bool &isTooLarge);

  const clang::FunctionDecl &function() const { return *owner; }
  const WrittenTree &tree() const { return written; }
  const std::vector<FlowBlock> &blocks() const { return all; }
  Position begin() const { return {entry, 0}; }
  unsigned exit() const { return exitBlock; }
  const Event &at(Position position) const { return all[position.block].events[position.index]; }

  /// Calls `use(event, position)` for every event, in no order that means anything but the same in every run.
  template <typename Use> void forEach(Use use) const {
    for (unsigned block = 0; block < all.size(); ++block)
      for (unsigned index = 0; index < all[block].events.size(); ++index)
        use(all[block].events[index], Position{block, index});
  }

  /// Takes `steps` off what may be spent on following the ways of this body; says whether there was enough left. It is
  /// a bound of steps, not of time: what is found is the same on every machine.
  bool spend(std::size_t steps) const;

  /// Whether the bound was hit: answers about this body are not complete.
  bool isExhausted() const { return stepsLeft == 0; }

private:
  friend class FlowBuilder;
  FlowGraph(const clang::FunctionDecl &function, const clang::Stmt &body);

  const clang::FunctionDecl *owner;
  WrittenTree written;
  std::vector<FlowBlock> all;
  unsigned entry = 0, exitBlock = 0;
  mutable std::size_t stepsLeft;
};

/// The statements of a body: of a coroutine those that were written.
const clang::Stmt *writtenBody(const clang::FunctionDecl &function);

} // namespace corolint
