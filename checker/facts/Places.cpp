#include "Places.h"

#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/Path.h>

namespace corolint {

Places::Places(const clang::ASTContext &ast) : ast(ast), sources(ast.getSourceManager()) {}

std::string Places::path(clang::SourceLocation fileLocation) const {
  const clang::OptionalFileEntryRef file = sources.getFileEntryRefForID(sources.getFileID(fileLocation));
  if (!file)
    return {};
  llvm::SmallString<256> name(file->getName());
  sources.getFileManager().makeAbsolutePath(name);
  llvm::sys::path::remove_dots(name, /*remove_dot_dot=*/true);
  return name.str().str();
}

Span Places::span(clang::SourceRange range) const {
  if (range.isInvalid())
    return {};
  const clang::CharSourceRange tokens = sources.getExpansionRange(range);
  clang::CharSourceRange bytes = clang::Lexer::getAsCharRange(tokens, sources, ast.getLangOpts());
  if (bytes.isInvalid() || !sources.isWrittenInSameFile(bytes.getBegin(), bytes.getEnd()))
    bytes.setEnd(bytes.getBegin());
  const uint32_t begin = sources.getFileOffset(bytes.getBegin());
  const uint32_t end = sources.getFileOffset(bytes.getEnd());
  return {path(bytes.getBegin()), begin, std::max(begin, end)};
}

Span Places::before(clang::SourceLocation location) const {
  const clang::SourceLocation place = sources.getExpansionLoc(location);
  const uint32_t offset = sources.getFileOffset(place);
  return {path(place), offset, offset};
}

Span Places::after(clang::SourceLocation location) const {
  const clang::SourceLocation place =
      clang::Lexer::getLocForEndOfToken(sources.getExpansionLoc(location), 0, sources, ast.getLangOpts());
  const uint32_t offset = sources.getFileOffset(place);
  return {path(place), offset, offset};
}

bool Places::isEditable(clang::SourceRange range) const {
  return range.isValid() && range.getBegin().isFileID() && range.getEnd().isFileID() &&
         sources.isWrittenInSameFile(range.getBegin(), range.getEnd());
}

std::string Places::text(clang::SourceRange range) const {
  return clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(range), sources, ast.getLangOpts()).str();
}

unsigned Places::line(clang::SourceLocation location) const { return sources.getExpansionLineNumber(location); }

} // namespace corolint
