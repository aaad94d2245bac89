// A rule's page, rules/<id>/rule.md: what it must contain, and its code blocks, which are cases.
//
//   # unawaited-coroutine
//
//   A coroutine is started by nobody, so its work is never done.     <- the summary, one line
//
//   ## What it finds  ## Why  ## Example  ## Use instead  [## Options]  ## Limits
#pragma once

#include "Failure.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>

namespace corolint::test {

struct Section {
  std::string title;
  unsigned line = 0;
  std::string text; // with its code blocks
};

struct CodeBlock {
  std::string language; // 'cpp', 'yaml', ...; empty where the page says none
  unsigned line = 0;    // of its first line of code
  std::string text;
};

struct Page {
  std::string title;
  std::string summary;
  std::vector<Section> sections;
  std::vector<CodeBlock> blocks;
};

Page parsePage(llvm::StringRef text);

/// Checks everything but what the code blocks do. `options` are the names that the rule declares.
Failures checkPage(llvm::StringRef path, const Page &page, llvm::StringRef id, llvm::ArrayRef<std::string> options);

} // namespace corolint::test
