#include "Cache.h"
#include "support/Escape.h"
#include "support/Paths.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

std::string cacheFolder(const CheckArguments &arguments) {
  if (!arguments.cache.empty())
    return absolutePath(arguments.cache);
  // XDG Base Directory Specification: relative paths in these variables are to be ignored.
  for (const auto &[variable, below] :
       {std::pair("XDG_CACHE_HOME", "corolint"), std::pair("HOME", ".cache/corolint")}) {
    const std::optional<std::string> base = llvm::sys::Process::GetEnv(variable);
    if (base && llvm::sys::path::is_absolute(*base))
      return absolutePath(below, *base);
  }
  return {};
}

static constexpr uint64_t mebibyte = uint64_t{1} << 20;

std::unique_ptr<UnitStore> openStore(const CheckArguments &arguments, const std::string &root) {
  const std::string folder = arguments.noCache ? std::string() : cacheFolder(arguments);
  if (folder.empty())
    return nullptr;
  const auto warn = [](const std::string &line) { llvm::errs() << "corolint: warning: " << printable(line) << "\n"; };
  return std::make_unique<UnitStore>(StoreOptions{folder, root, arguments.cacheLimitMiB * mebibyte, warn});
}

/// Null where there is nothing yet, which is no reason to make one.
static std::unique_ptr<UnitStore> openExisting(const CheckArguments &arguments) {
  const std::string folder = cacheFolder(arguments);
  const bool exists = !folder.empty() && llvm::sys::fs::exists(UnitStore::fileIn(folder));
  return exists ? openStore(arguments, "") : nullptr;
}

int cacheStatus(const CheckArguments &arguments) {
  const std::string folder = cacheFolder(arguments);
  llvm::outs() << "folder: " << (folder.empty() ? "none" : printable(folder)) << "\n";
  const std::unique_ptr<UnitStore> store = openExisting(arguments);
  const std::optional<StoreSize> size = store ? store->size() : StoreSize();
  if (!size)
    return Usage; // the store has said why
  llvm::outs() << llvm::formatv("size: {0:f1} MiB\nresults of units: {1}\nfiles and names they depend on: {2}\n",
                                static_cast<double>(size->bytes) / mebibyte, size->units, size->inputs);
  return Clean;
}

int cacheClean(const CheckArguments &arguments) {
  const std::unique_ptr<UnitStore> store = openExisting(arguments);
  if (!store || store->clear())
    return Clean;
  complain(cacheFolder(arguments) + ": the cache cannot be emptied; see whether its folder can be written");
  return Usage;
}

} // namespace corolint
