// What cannot be inferred from types and bodies, as data: one LibraryData a library, read from its library.yaml.
//
// Inference (AsyncModel.h) knows what is a coroutine, lazy or awaitable. It cannot know that 'getaddrinfo' blocks, that
// 'co_spawn' takes a task over or that 'async_read' may wait for ever: libraries/<name>/library.yaml says so. Names are
// qualified, without template arguments and without inline namespaces; a constructor is 'ns::Class::Class' and never
// the copy or move constructor.
// No Clang types here: the data is read once, shared by all units and threads, and never changes.
#pragma once

#include "support/Input.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// What a call of a function does that async code must know.
enum class Role {
  Blocks,         // holds the thread until something outside has happened; `kind` says what
  Spawns,         // takes a task or coroutine function over and runs it; the caller need not await it
  Gathers,        // awaits several at once; takes its arguments over
  Timeout,        // ends what it wraps, or what follows in its scope, after a time
  ExternalWait,   // an awaitable that waits for the outside (peer, lock, queue, process), perhaps for ever
  RunsLoop,       // runs an event loop or waits for a coroutine, on the calling thread
  Offloads,       // runs its callable on another thread, off the event loop
  SwitchesThread, // awaited: the coroutine goes on on a thread that may block (a pool)
  Yields,         // awaited: lets others run
  Sleeps,         // awaited: goes on after a time
  Completes,      // gives a promise or future its result or error, which it takes once
  ReadsResult,    // gives the result of work that must be done by then
  Cancels,        // requests cancellation
  RunsNow,        // calls its callable before it returns, on the calling thread
  RunsOnLoop,     // calls its callable later, on an event loop's thread
  KeepsAlive,     // calls its callable at once and keeps the closure until the returned task has ended
  StoresHandler,  // keeps its callable, calls it later any number of times, and drops it when it likes
  OwnsThis,       // gives an owner of the object that it is called on, or a way to ask whether it still exists
  Consumes,       // takes the result or the error out of the task that it is called on, which is empty afterwards
  OnSuccess,      // calls its callable when the task that it is called on has succeeded, and never if that has failed
  HandlesError,   // the error of the task that it is called on goes no further
  NeverFails,     // what it returns holds no error when it has ended
  Opens,          // what it does on its object must be undone by `closedBy`, when work in between fails too
  TellsFailure,   // asks the task that it is called on whether it has failed, and leaves its error there
  MakesReady,     // what it returns has ended already and owns its result or error
  MakesFailed,    // what it returns has ended with an error
  ThrowsAtOnce,   // may throw itself, where others of its kind return a failed future
};

/// What a blocking call waits for. Decides the profile: files are less sure to be slow than a sleep.
enum class BlockKind { Sleep, File, Socket, Dns, Process, Wait, Future, Lock, Database, Network, Console, Cpu };

/// When a coroutine's body starts.
enum class Start { Unknown, Lazy, Eager };

/// What happens to the work when the task or awaitable is destroyed without having been awaited.
enum class Drop {
  Unknown,
  NeverRuns,  // lazy: the body is not executed at all
  Detaches,   // goes on by itself; nobody may need the result
  Cancels,    // the frame is destroyed in the middle of its work
  Blocks,     // the destructor waits
  Terminates, // the destructor ends the program
  LosesError, // goes on, but its result and its error are seen by nobody
};

struct FunctionEntry {
  std::vector<std::string> names; // relative to each of the library's namespaces
  Role role = Role::Blocks;
  BlockKind kind = BlockKind::Wait;           // with Role::Blocks
  std::string remedy;                         // for the message: 'co_await timer.async_wait(...)'
  bool strict = false;                        // reported in the strict profile only
  unsigned minArgs = 0;                       // calls with fewer arguments written do not have the role
  std::optional<unsigned> maxArgs;            // nor do those with more
  unsigned zeroIsQuiet = 0;                   // number (from 1) of a timeout argument: a constant zero does not block
  unsigned limit = 0;                         // number of the argument that bounds an ExternalWait
  bool convention = false;                    // an ExternalWait: awaitables of other code that are called so wait, too
  unsigned callable = 0;                      // number of the callable argument; 0: every callable among them
  bool dropsResult = false;                   // what the callable returns is thrown away
  std::vector<std::string> nonBlockingMacros; // used in the same function (O_NONBLOCK, EAGAIN): it does not block
  std::vector<std::string> nonBlockingNames;  // unqualified functions and enumerators that tell the same: would_block
  std::vector<std::string> on; // variables and classes (as `names`): only on one, or with it as argument 1
  bool refusesNesting = false; // with Role::RunsLoop: fails inside of a running loop, whatever it waits for
  bool isUnowned = false;      // with Role::Spawns, a member: its object does not wait for the work
  std::string closedBy;        // with Role::Opens: the member function that undoes it: 'leave'
  std::string heldBy;    // with Role::Opens: the member that does it and returns what undoes it at its end: 'hold'
  std::string withToken; // with Role::Sleeps: what does the same and takes a token: 'sleep_abortable'
  std::string duration;  // for sleeps: the argument as std::chrono duration: 'std::chrono::seconds($1)'
};

/// What a type means beyond what its declaration shows.
enum class TypeRole {
  Task,         // a coroutine or future type; `start` and `drop` count
  LockGuard,    // holds a lock of the thread until its end
  AsyncLock,    // may be held across a suspension
  Cancellation, // an exception (or error) that means cancellation
  Token,        // a stop token, abort source, deadline
  View,         // refers to memory that it does not own
  ThreadBound,  // must be destroyed on the thread that made it
  ThreadPool,   // work handed to it runs on threads that may block
  StartsOn,     // a tag among a coroutine's parameters: it starts on the executor that is the next argument
  Timeout,      // an object that bounds the awaits in its scope
  Container, // owns elements that others refer to; `removes`, `relocates` and `endsIterators` end what refers to them
};

struct TypeEntry {
  std::vector<std::string> names;
  TypeRole role = TypeRole::Task;
  Start start = Start::Unknown;
  Drop drop = Drop::Unknown;
  // Of containers, by the unqualified names of member functions; assigning to one always removes all elements.
  std::vector<std::string> removes;       // elements go away: references and iterators to them end
  std::vector<std::string> relocates;     // elements move: references and iterators end, what they point to stays
  std::vector<std::string> endsIterators; // elements stay where they are, iterators end
  bool shared = false;                    // what is in it lives on for as long as a copy of it does
};

/// Source text that a fix inserts; '$1' stands for the argument. `include` is the header with its brackets or quotes.
struct Snippet {
  std::string text, include;
};

struct LibraryData {
  std::string name;                    // the folder's name
  Digest source;                       // of the text that it was read from
  std::string summary;                 // one line: which library, which versions
  std::vector<std::string> namespaces; // alternatives: ['asio', 'boost::asio']; [''] for global names
  bool externC = false;                // a C library: a C++ function of the same name is another function
  bool cancelsAwaits = false;          // every await in its coroutines may throw one of its cancellation exceptions
  std::vector<TypeEntry> types;
  std::vector<FunctionEntry> functions;
  bool plainCallers = false;  // what is no coroutine and no callback does not run on an event loop's thread
  bool threadPerCore = false; // what a coroutine starts on a thread stays there, and each thread has its own data
  // For fixes in coroutines that return one of the library's types:
  std::optional<Snippet> sleep;   // '$1' is a std::chrono duration
  std::optional<Snippet> spawn;   // '$1' is a lazy coroutine of the library's
  std::optional<Snippet> timeout; // '$1' is an awaitable, '$2' a std::chrono duration
  std::optional<Snippet> run;     // a program's entry: '$1' is a lazy coroutine
  std::optional<Snippet> yield;   // a whole await that lets others run
  std::optional<Snippet> gather;  // '$1' is a list of futures; an awaitable that waits for all of them
};

/// Parses a library.yaml; `path` is for messages (file, line, what, did you mean).
llvm::Expected<LibraryData> parseLibrary(llvm::StringRef path, llvm::StringRef text);

/// Reads every <name>/library.yaml below `folder`, sorted by name.
llvm::Expected<std::vector<LibraryData>> readLibraries(llvm::StringRef folder);

/// 'blocks', 'spawns', ... <-> Role, as the YAML and the user's config spell it (lower camel case).
std::optional<Role> roleFromName(llvm::StringRef name);
llvm::StringRef roleName(Role role);
std::vector<std::string> roleNames();
llvm::StringRef blockKindName(BlockKind kind);

} // namespace corolint
