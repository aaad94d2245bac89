#include "UnitKey.h"

#include "frontend/Invocation.h"
#include "support/BuildId.h"
#include "support/Paths.h"

#include <llvm/Support/Process.h>

namespace corolint {

static llvm::StringRef bytesOf(const Digest &digest) {
  return {reinterpret_cast<const char *>(&digest), sizeof digest};
}

static void add(std::string &text, llvm::StringRef part) {
  (text += std::to_string(part.size())) += ':';
  text += part;
}

UnitKeys::UnitKeys(std::string root) : root(std::move(root)) {
  add(tool, bytesOf(buildId()));
  add(tool, rootedPath(resourceDirectory(), this->root));
  // Clang's driver looks for headers in the folders that these name (clang/lib/Driver/ToolChains/Clang.cpp).
  for (const char *variable : {"CPATH", "CPLUS_INCLUDE_PATH"})
    add(tool, llvm::sys::Process::GetEnv(variable).value_or(""));
}

/// `flag` without the root, also in '-Iroot/include'.
static std::string rootedFlag(llvm::StringRef flag, llvm::StringRef root) {
  const std::size_t at = root.empty() ? llvm::StringRef::npos : flag.find(root);
  if (at == llvm::StringRef::npos)
    return flag.str();
  const llvm::StringRef before = flag.take_front(at), after = flag.drop_front(at + root.size());
  // '\1' is in no flag of people's, and so no other flag looks like this one.
  return after.empty() || after.starts_with("/") ? (before + "\1" + after).str() : flag.str();
}

std::optional<Digest> UnitKeys::of(const Job &job) const {
  if (!job.engine->identity())
    return std::nullopt;
  std::string text = tool;
  add(text, bytesOf(*job.engine->identity()));
  add(text, rootedPath(job.command.directory, root));
  add(text, rootedPath(job.command.file, root));
  bool isMacro = false; // whose value is code, which may ask what it is
  for (const std::string &flag : parsingFlags(job.command.arguments)) {
    isMacro |= llvm::StringRef(flag).starts_with("-D");
    add(text, isMacro ? flag : rootedFlag(flag, root));
    isMacro = flag == "-D"; // the value follows
  }
  return digestOf(text);
}

} // namespace corolint
