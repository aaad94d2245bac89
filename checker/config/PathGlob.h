// Which files a pattern of the config file means.
//
//   src/*.cpp      files in src itself: '*', '?' and '[...]' stay inside one folder
//   src/**         everything below src
//   **/gen_*.h     at any depth, the top included: '**' stands for any number of folders
//   {src,lib}/**   alternatives, inside one folder's name
//   third_party    without wildcards or with '/' at its end: the file, or the folder and everything below it
#pragma once

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

namespace corolint {

/// Whether `pattern` means the file at `path`; both are relative to the same folder, with '/' between names. A
/// pattern that checkPathGlob refuses matches nothing.
bool matchesPath(llvm::StringRef pattern, llvm::StringRef path);

/// What is wrong with `pattern`.
llvm::Error checkPathGlob(llvm::StringRef pattern);

} // namespace corolint
