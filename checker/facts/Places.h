// From Clang's source locations to the spans of findings.
//
// Findings outlive the AST, so they hold paths and byte offsets.
#pragma once

#include "report/Finding.h"

#include <clang/Basic/SourceLocation.h>

#include <optional>

namespace clang {
class ASTContext;
class SourceManager;
} // namespace clang

namespace corolint {

/// Maps ranges of one unit's AST to bytes of files. Code that a macro made is placed where the macro is used.
class Places {
public:
  explicit Places(const clang::ASTContext &ast);

  Span span(clang::SourceRange range) const;

  /// An empty span at `location`, or behind the token there.
  Span before(clang::SourceLocation location) const;
  Span after(clang::SourceLocation location) const;

  /// Whether the range is written out in one file, so that an edit can replace it: no part comes from a macro.
  bool isEditable(clang::SourceRange range) const;

  /// The text of an editable range.
  std::string text(clang::SourceRange range) const;

  unsigned line(clang::SourceLocation location) const; ///< from 1

private:
  std::string path(clang::SourceLocation fileLocation) const;

  const clang::ASTContext &ast;
  const clang::SourceManager &sources;
};

} // namespace corolint
