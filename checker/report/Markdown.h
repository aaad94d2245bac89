// The rules' pages as HTML, for the HTML report.
//
// The subset of Markdown in which the pages are written: headings, paragraphs, fenced code, lists, tables, inline
// code, bold text and links. A link is shown as its text and address: the report loads and opens nothing. Whatever
// else stands in the text is text.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <string>

namespace corolint {

/// `markdown` as HTML; headings begin one level deeper, since the page is a part of a larger one.
std::string markdownToHtml(llvm::StringRef markdown);

} // namespace corolint
