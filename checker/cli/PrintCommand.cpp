#include "Commands.h"
#include "Setup.h"
#include "model/QualifiedName.h"
#include "support/WorkerPool.h"

#include <clang/AST/ASTContext.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

static llvm::StringRef name(Start start) {
  return start == Start::Lazy ? "lazy" : start == Start::Eager ? "eager" : "start unknown";
}

static llvm::StringRef name(Drop drop) {
  switch (drop) {
  case Drop::Unknown:
    return "drop unknown";
  case Drop::NeverRuns:
    return "never runs when dropped";
  case Drop::Detaches:
    return "goes on when dropped";
  case Drop::Cancels:
    return "is cancelled when dropped";
  case Drop::Blocks:
    return "blocks when dropped";
  case Drop::Terminates:
    return "terminates when dropped";
  case Drop::LosesError:
    return "loses its error when dropped";
  }
  return "";
}

static llvm::StringRef name(Runs runs) {
  switch (runs) {
  case Runs::Unknown:
    return "anywhere";
  case Runs::Coroutine:
    return "as a coroutine";
  case Runs::OnLoop:
    return "on the loop";
  case Runs::Offloaded:
    return "on another thread";
  }
  return "";
}

static std::string title(const FunctionFacts &function) {
  if (!function.function)
    return "(initializer)";
  return qualifiedName(*function.function) + " (line " +
         std::to_string(function.unit->places.line(function.function->getLocation())) + ")";
}

static void writeFacts(const FunctionFacts &function) {
  const Places &places = function.unit->places;
  llvm::outs() << title(function) << ": runs " << name(function.runs) << "\n";
  for (const DroppedValue &dropped : function.dropped)
    llvm::outs() << "  line " << places.line(dropped.value->getBeginLoc()) << ": dropped value, "
                 << name(dropped.type->drop) << "\n";
  for (const KnownCall &call : function.calls)
    llvm::outs() << "  line " << places.line(call.expr->getExprLoc()) << ": " << qualifiedName(*call.callee) << " "
                 << roleName(call.role.entry->role) << ", runs " << name(call.runs)
                 << (call.isAwaited ? ", awaited" : "") << (call.hasTimeout ? ", with timeout" : "") << "\n";
  for (const TestedTask &tested : function.tested)
    llvm::outs() << "  line " << places.line(tested.value->getBeginLoc()) << ": task tested\n";
  for (const DroppingSink &sink : function.sinks)
    llvm::outs() << "  line " << places.line(sink.callable->getBeginLoc()) << ": coroutine given to " << sink.sink
                 << "\n";
}

static void writeModel(const FunctionFacts &function) {
  if (!function.function)
    return;
  const AsyncType &type = function.unit->model.type(function.function->getReturnType());
  if (!type.awaitable && !type.coroutine)
    return;
  llvm::outs() << title(function) << ": returns '" << function.function->getReturnType().getAsString() << "', "
               << (type.coroutine ? "coroutine type, " : "") << (type.awaitable ? "awaitable, " : "")
               << name(type.start) << ", " << name(type.drop) << (type.singleConsumer ? ", one consumer" : "")
               << (type.library ? ", of " + type.library->name : std::string()) << "\n";
}

static int print(const CheckArguments &arguments, void (*write)(const FunctionFacts &)) {
  auto setup = makeSetup(arguments);
  if (!setup) {
    complain(llvm::toString(setup.takeError()));
    return Usage;
  }
  int exit = setup->problems.empty() ? Clean : NotChecked;
  for (const Problem &problem : setup->problems)
    complain(problem.path + ": " + problem.message);
  runParallel(setup->jobs.size(), 1, [&](std::size_t i) {
    const Job &job = setup->jobs[i];
    auto seen = job.engine->inspectUnit({job.command, nullptr}, [&](const UnitFacts &facts) {
      for (const FunctionFacts &function : facts.functions)
        write(function);
    });
    if (!seen) {
      complain(job.command.file + ": " + llvm::toString(seen.takeError()));
      exit = NotChecked;
    }
  });
  return exit;
}

int printFacts(const CheckArguments &arguments) { return print(arguments, writeFacts); }
int printModel(const CheckArguments &arguments) { return print(arguments, writeModel); }

} // namespace corolint
