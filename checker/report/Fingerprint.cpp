#include "Fingerprint.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/Support/xxhash.h>

namespace corolint {

/// The code of `span` without white space, so that indenting it anew changes nothing.
static std::string anchorText(const Span &span, SourceText &sources) {
  const SourceText::File *file = sources.file(span.path);
  if (!file)
    return {};
  std::string text = file->buffer->getBuffer().slice(span.begin, span.end).str();
  llvm::erase_if(text, [](char c) { return llvm::isSpace(c); });
  return text;
}

void assignFingerprints(Report &report, SourceText &sources) {
  llvm::StringMap<unsigned> equals;
  for (Finding &finding : report.findings) {
    const std::string subject = finding.rule + '\0' + finding.symbol + '\0' + anchorText(finding.span, sources);
    const std::string hash = llvm::utohexstr(llvm::xxh3_64bits(subject), /*LowerCase=*/true, /*Width=*/16);
    finding.fingerprint = hash + ":" + std::to_string(++equals[hash]);
  }
}

} // namespace corolint
