// Where a finding is, as outputs for other programs write it: a path from the root of the project, lines and columns.
//
// Relative paths make a report the same in every checkout, and code hosts accept no others.
#pragma once

#include "SourceText.h"

#include <string>

namespace corolint {

/// `path` from `root` on, with '/'; as it is where it lies elsewhere or `root` is empty.
std::string relativeTo(llvm::StringRef root, llvm::StringRef path);

/// A relative path as a URI reference, an absolute one as a 'file:' URI. Bytes that URIs may not hold are escaped.
std::string uriOf(llvm::StringRef path);

/// The place of `span`: line 1, column 1 where its file cannot be read.
TextRange placeOf(const Span &span, SourceText &sources);

} // namespace corolint
