#include "Suppress.h"

#include "report/Comments.h"
#include "support/LineIndex.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/STLExtras.h>

namespace corolint {

static const std::string reason = ": say why"; // for people to replace

static Edit insertion(const std::string &path, std::size_t at, std::string text) {
  return {{path, static_cast<uint32_t>(at), static_cast<uint32_t>(at)}, std::move(text)};
}

/// The comment that `offset` stands in or right behind.
static const Comment *commentAt(llvm::ArrayRef<Comment> comments, uint32_t offset) {
  const auto *found = llvm::find_if(comments, [&](const Comment &c) { return c.begin < offset && offset <= c.end; });
  return found == comments.end() ? nullptr : found;
}

std::vector<SuppressEdit> suppressions(const Finding &finding, llvm::StringRef text) {
  const LineIndex lines(text);
  const std::string &path = finding.span.path, &rule = finding.rule;
  const uint32_t number = lines.at(finding.span.begin).line;
  const llvm::StringRef line = lines.line(number), above = lines.line(number - 1);
  const auto begin = static_cast<uint32_t>(line.data() - text.data()), end = begin + static_cast<uint32_t>(line.size());
  const std::string newLine = text.substr(end).starts_with("\r\n") ? "\r\n" : "\n";
  const std::vector<Comment> comments = findComments(text);
  const std::string ignore = "corolint: ignore " + rule + reason;
  std::vector<SuppressEdit> all;
  if (!line.rtrim().ends_with("\\")) { // A comment there would swallow the next line of a macro.
    const Comment *comment = commentAt(comments, end);
    const bool isBehind = comment && text.slice(comment->begin, comment->end).starts_with("//");
    const std::string words = isBehind ? " NOLINT(corolint-" + rule + ")" + reason : " // " + ignore;
    if (!comment || isBehind)
      all.push_back({"Ignore '" + rule + "' on this line", {insertion(path, end, words)}});
  }
  if (!above.rtrim().ends_with("\\") && !commentAt(comments, begin)) {
    const std::string indent = line.take_while([](char c) { return c == ' ' || c == '\t'; }).str();
    all.push_back(
        {"Ignore '" + rule + "' in a line above", {insertion(path, begin, indent + "// " + ignore + newLine)}});
  }
  const std::string list = "(corolint-" + rule + ")";
  const std::string gap = text.empty() || text.ends_with("\n") ? "" : newLine;
  all.push_back({"Ignore '" + rule + "' in this file",
                 {insertion(path, 0, "// NOLINTBEGIN" + list + reason + newLine),
                  insertion(path, text.size(), gap + "// NOLINTEND" + list + newLine)}});
  return all;
}

} // namespace corolint
