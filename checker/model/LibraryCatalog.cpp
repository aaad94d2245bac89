#include "LibraryCatalog.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>

namespace corolint {

static std::string qualify(llvm::StringRef nameSpace, llvm::StringRef name) {
  return nameSpace.empty() ? name.str() : (nameSpace + "::" + name).str();
}

static llvm::StringRef lastComponent(llvm::StringRef name) {
  const std::size_t colon = name.rfind("::");
  return colon == llvm::StringRef::npos ? name : name.substr(colon + 2);
}

template <typename Known, typename Entry>
static void index(llvm::StringMap<std::vector<Known>> &byName, const LibraryData &library, const Entry &entry) {
  for (const std::string &name : entry.names)
    for (const std::string &nameSpace : library.namespaces)
      byName[lastComponent(name)].push_back({qualify(nameSpace, name), &entry, &library});
}

LibraryCatalog::LibraryCatalog(std::vector<LibraryData> libraries) : data(std::move(libraries)) {
  for (const LibraryData &library : llvm::reverse(data)) {
    for (const FunctionEntry &entry : library.functions) {
      index(functionsByName, library, entry);
      macros.insert(entry.nonBlockingMacros.begin(), entry.nonBlockingMacros.end());
    }
    for (const TypeEntry &entry : library.types)
      index(typesByName, library, entry);
  }
}

llvm::ArrayRef<KnownFunction> LibraryCatalog::functions(llvm::StringRef unqualified) const {
  const auto found = functionsByName.find(unqualified);
  return found == functionsByName.end() ? llvm::ArrayRef<KnownFunction>()
                                        : llvm::ArrayRef<KnownFunction>(found->second);
}

llvm::ArrayRef<KnownType> LibraryCatalog::types(llvm::StringRef unqualified) const {
  const auto found = typesByName.find(unqualified);
  return found == typesByName.end() ? llvm::ArrayRef<KnownType>() : llvm::ArrayRef<KnownType>(found->second);
}

} // namespace corolint
