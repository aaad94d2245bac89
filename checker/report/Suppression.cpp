#include "Suppression.h"

#include "Comments.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringExtras.h>

#include <algorithm>
#include <utility>

namespace corolint {

constexpr llvm::StringLiteral prefix = "corolint-"; // of our rules in a NOLINT list

/// The entry of a NOLINT list as a glob on our ids; empty where it cannot name one. "*" and "coro*" name them all.
static llvm::StringRef asOurs(llvm::StringRef entry) {
  if (entry.consume_front(prefix))
    return entry;
  const std::size_t star = entry.find('*');
  if (star == llvm::StringRef::npos || !prefix.starts_with(entry.take_front(star)))
    return {};
  return entry.substr(star);
}

/// What stands behind the directive: ": reason", up to the end of the line or comment.
static std::string reasonIn(llvm::StringRef rest) {
  rest = rest.take_until([](char c) { return c == '\n'; }).rtrim();
  rest.consume_back("*/");
  return rest.trim(" \t\r:-").str();
}

namespace {
/// A NOLINT of any kind with its list as it is written, by which BEGIN and END find each other.
struct NoLint {
  enum Kind { SameLine, NextLine, Begin, End } kind;
  llvm::StringRef list;
  Suppression suppression;
};

class SuppressionReader {
public:
  SuppressionReader(llvm::StringRef path, llvm::StringRef text)
      : path(path), text(text), lines(text), comments(findComments(text)) {}

  std::vector<Suppression> read() {
    for (const Comment &comment : comments) {
      readNoLints(comment);
      readIgnore(comment);
    }
    for (NoLint &begin : open) // Nothing ends them, so they silence nothing, as in clang-tidy.
      found.push_back(std::move(begin.suppression));
    std::sort(found.begin(), found.end(), [](const Suppression &a, const Suppression &b) {
      return std::tie(a.comment, a.line) < std::tie(b.comment, b.line);
    });
    return std::move(found);
  }

private:
  llvm::StringRef textOf(const Comment &comment) const { return text.slice(comment.begin, comment.end); }
  Span spanOf(const Comment &comment) const { return {path.str(), comment.begin, comment.end}; }

  void readNoLints(const Comment &comment) {
    const llvm::StringRef content = textOf(comment);
    for (std::size_t at = content.find("NOLINT"); at != llvm::StringRef::npos; at = content.find("NOLINT", at + 1)) {
      const bool isWord = !llvm::isAlnum(content[at - 1]) && content[at - 1] != '_'; // A comment begins with '/'.
      if (isWord)
        readNoLint(comment, at);
    }
  }

  void readNoLint(const Comment &comment, std::size_t at) {
    llvm::StringRef rest = textOf(comment).substr(at);
    rest.consume_front("NOLINT");
    NoLint directive{NoLint::SameLine, "", {}};
    if (rest.consume_front("NEXTLINE"))
      directive.kind = NoLint::NextLine;
    else if (rest.consume_front("BEGIN"))
      directive.kind = NoLint::Begin;
    else if (rest.consume_front("END"))
      directive.kind = NoLint::End;
    if (!rest.empty() && (llvm::isAlnum(rest.front()) || rest.front() == '_'))
      return;
    const std::size_t close = rest.find(')');
    const bool hasList = rest.starts_with("(") && close != llvm::StringRef::npos;
    if (hasList) {
      directive.list = rest.slice(1, close).trim();
      rest = rest.substr(close + 1);
      readList(directive.list, directive.suppression);
      if (directive.suppression.rules.empty())
        return;
    }
    directive.suppression.comment = spanOf(comment);
    directive.suppression.reason = reasonIn(rest);
    place(std::move(directive), lines.at(static_cast<uint32_t>(comment.begin + at)).line);
  }

  static void readList(llvm::StringRef list, Suppression &suppression) {
    llvm::SmallVector<llvm::StringRef> entries;
    list.split(entries, ',');
    for (const llvm::StringRef entry : entries) {
      const llvm::StringRef rule = asOurs(entry.trim());
      if (!rule.empty())
        suppression.rules.push_back(rule.str());
      suppression.ours |= entry.trim().starts_with(prefix);
    }
  }

  /// Decides which lines the directive on `line` silences.
  void place(NoLint directive, uint32_t line) {
    Suppression &suppression = directive.suppression;
    switch (directive.kind) {
    case NoLint::SameLine:
    case NoLint::NextLine:
      suppression.line = suppression.lastLine = directive.kind == NoLint::NextLine ? line + 1 : line;
      found.push_back(std::move(suppression));
      break;
    case NoLint::Begin:
      open.push_back(std::move(directive));
      break;
    case NoLint::End:
      close(directive, line);
      break;
    }
  }

  void close(NoLint &end, uint32_t line) {
    if (open.empty() || open.back().list != end.list) {
      found.push_back(std::move(end.suppression));
      return;
    }
    Suppression begin = std::move(open.back().suppression);
    open.pop_back();
    begin.line = lines.at(begin.comment.begin).line;
    begin.lastLine = line;
    found.push_back(std::move(begin));
  }

  /// "corolint: ignore a, b: reason" at the start of a comment; elsewhere it is prose about the directive.
  void readIgnore(const Comment &comment) {
    llvm::StringRef rest = textOf(comment).ltrim("/*!< \t\r\n");
    if (!rest.consume_front("corolint:"))
      return;
    rest = rest.ltrim(" \t");
    if (!rest.consume_front("ignore") || (!rest.empty() && llvm::isAlnum(rest.front())))
      return;
    Suppression suppression;
    suppression.comment = spanOf(comment);
    suppression.ours = true;
    suppression.rules = takeIds(rest);
    suppression.reason = reasonIn(rest);
    suppression.line = suppression.lastLine = lineOfCode(comment);
    found.push_back(std::move(suppression));
  }

  /// Takes "a, b" from the front of `rest`.
  static std::vector<std::string> takeIds(llvm::StringRef &rest) {
    std::vector<std::string> ids;
    do {
      rest = rest.ltrim(" \t");
      llvm::StringRef id = rest.take_while([](char c) { return llvm::isAlnum(c) || c == '-' || c == '_'; });
      rest = rest.drop_front(id.size());
      id.consume_front(prefix);
      if (!id.trim('-').empty())
        ids.push_back(id.str());
    } while (rest.ltrim(" \t").starts_with(",") && (rest = rest.ltrim(" \t").drop_front(), true));
    return ids;
  }

  /// The line of the code that the comment stands behind or, where nothing is before it, of the code that follows.
  uint32_t lineOfCode(const Comment &comment) const {
    const LineColumn begin = lines.at(comment.begin);
    if (!lines.line(begin.line).take_front(begin.column - 1).trim().empty())
      return begin.line;
    std::size_t pos = comment.end;
    for (const Comment &next : comments) {
      if (next.begin < comment.end)
        continue;
      if (!text.slice(pos, next.begin).trim().empty())
        break;
      pos = next.end;
    }
    const std::size_t code = text.find_if_not([](char c) { return llvm::isSpace(c); }, pos);
    return code == llvm::StringRef::npos ? 0 : lines.at(static_cast<uint32_t>(code)).line;
  }

  llvm::StringRef path, text;
  LineIndex lines;
  std::vector<Comment> comments;
  std::vector<NoLint> open; // NOLINTBEGIN without its end, innermost last
  std::vector<Suppression> found;
};
} // namespace

std::vector<Suppression> findSuppressions(llvm::StringRef path, llvm::StringRef text) {
  if (!text.contains("NOLINT") && !text.contains("corolint:")) // Nearly all files: not worth a scan.
    return {};
  return SuppressionReader(path, text).read();
}

} // namespace corolint
