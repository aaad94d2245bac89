#include "Diagnosis.h"

#include "Units.h"
#include "frontend/Invocation.h"
#include "frontend/UnitFiles.h"
#include "support/WorkerPool.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

namespace corolint {

static std::set<std::string> librariesUsed(const UnitFacts &facts) {
  std::set<std::string> names;
  const auto add = [&](const LibraryData *library) {
    if (library)
      names.insert(library->name);
  };
  for (const FunctionFacts &function : facts.functions) {
    for (const KnownCall &call : function.calls)
      add(call.role.library);
    if (function.function)
      add(facts.model.type(function.function->getReturnType()).library);
  }
  return names;
}

Diagnosis diagnose(const Engine &engine, const CompileCommand &command) {
  Diagnosis found;
  found.compiler = command.arguments.front();
  found.usedFlags = llvm::join(parsingFlags(command.arguments), " ");
  found.unusedFlags = llvm::join(droppedFlags(command.arguments), " ");
  runParallel(1, 1, [&](std::size_t) { // on a deep stack, which the parse needs
    auto seen = engine.inspectUnit({command, nullptr}, [&](const UnitFacts &facts) {
      const std::set<std::string> libraries = librariesUsed(facts);
      found.libraries.assign(libraries.begin(), libraries.end());
    });
    if (!seen) {
      found.problems.push_back(llvm::toString(seen.takeError()));
      return;
    }
    found.functions = seen->report.stats.functions;
    found.userFiles = seen->userFiles.size();
    for (const Problem &problem : seen->report.problems)
      found.problems.push_back(problem.message);
  });
  return found;
}

std::vector<std::string> mayInclude(llvm::ArrayRef<CompileCommand> commands, const std::string &header) {
  std::vector<std::string> includers;
  UnitFiles files;
  for (const CompileCommand &command : commands)
    if (files.mayInclude(command, [&](llvm::StringRef path) { return path == header; }))
      includers.push_back(command.file);
  return includers;
}

FolderUnits unitsBelow(const std::string &folder, llvm::ArrayRef<CompileCommand> commands,
                       llvm::function_ref<bool(llvm::StringRef path, bool isSystem)> isOwn) {
  FolderUnits units;
  std::set<std::string> files;
  for (const CompileCommand &command : commands) {
    files.insert(command.file);
    if (!llvm::StringRef(command.file).starts_with(folder + "/") || !isCppSource(command.file))
      continue;
    if (llvm::sys::fs::exists(command.file))
      ++units.known;
    else
      units.gone.push_back(command.file);
  }
  for (const std::string &source : sourcesBelow(folder))
    if (!files.contains(source) && isOwn(source, /*isSystem=*/false))
      units.unknown.push_back(source);
  return units;
}

} // namespace corolint
