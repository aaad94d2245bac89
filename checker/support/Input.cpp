#include "Input.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/xxhash.h>

namespace corolint {

Digest digestOf(llvm::StringRef text) {
  const llvm::XXH128_hash_t hash = llvm::xxh3_128bits(llvm::ArrayRef(text.bytes_begin(), text.bytes_end()));
  return {hash.low64, hash.high64};
}

Digest digestOfEntries(std::vector<std::string> names) {
  llvm::sort(names);
  std::string all;
  for (const std::string &name : names)
    (all += name) += '\0'; // what no name holds
  return digestOf(all);
}

} // namespace corolint
