#include "StandardHeaders.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringSet.h>

namespace corolint {

// C++23, [headers], without <cassert>, which depends on NDEBUG at each inclusion, and deprecated ones, which warn.
static constexpr llvm::StringLiteral headers =
    " algorithm any array atomic barrier bit bitset cctype cerrno cfloat charconv chrono cinttypes "
    "climits cmath compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef "
    "cstdint cstdio cstdlib cstring ctime cwchar cwctype deque exception expected filesystem format "
    "forward_list fstream functional future generator initializer_list iomanip ios iosfwd iostream "
    "istream iterator latch limits list locale map memory memory_resource mutex new numbers numeric "
    "optional ostream print queue random ranges ratio regex scoped_allocator semaphore set shared_mutex "
    "source_location span sstream stack stdexcept stop_token streambuf string string_view syncstream "
    "system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility "
    "valarray variant vector version ";

bool isStandardHeader(llvm::StringRef name) {
  static const llvm::StringSet<> known = [] {
    llvm::SmallVector<llvm::StringRef> names;
    headers.split(names, ' ', -1, /*KeepEmpty=*/false);
    llvm::StringSet<> set;
    set.insert(names.begin(), names.end());
    return set;
  }();
  return known.contains(name);
}

bool changesStandardHeaders(llvm::StringRef macro) {
  // Feature macros of glibc, libstdc++ and libc++: other reserved names are mostly include guards. '_GNU_SOURCE' is
  // always defined in C++, and the '__STDC_' ones change nothing since C++11.
  for (const llvm::StringRef prefix :
       {"_GLIBCXX_", "_LIBCPP_", "_POSIX_C_SOURCE", "_POSIX_SOURCE", "_XOPEN_SOURCE", "_ISOC", "_LARGEFILE",
        "_FILE_OFFSET_BITS", "_TIME_BITS", "_FORTIFY_SOURCE", "__cpp_"})
    if (macro.starts_with(prefix))
      return true;
  return llvm::is_contained({"private", "protected", "public", "class",     "struct",   "final",    "inline",
                             "virtual", "static",    "const",  "constexpr", "noexcept", "explicit", "throw",
                             "try",     "catch",     "new",    "delete",    "min",      "max",      "std"},
                            macro);
}

} // namespace corolint
