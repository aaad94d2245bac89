#include "Comments.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

#include <algorithm>
#include <string>

namespace corolint {

static bool isIdentifier(char c) { return llvm::isAlnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

namespace {
class CommentScanner {
public:
  explicit CommentScanner(llvm::StringRef text) : text(text) {}

  std::vector<Comment> scan() {
    while (pos < text.size())
      skipToken();
    return std::move(comments);
  }

private:
  void skipToken() {
    const llvm::StringRef rest = text.substr(pos);
    if (rest.starts_with("//"))
      return addComment(endOfLine(pos));
    if (rest.starts_with("/*"))
      return addComment(behind("*/", pos + 2));
    if (rest.front() == '"' || rest.front() == '\'')
      return skipLiteral(rest.front());
    if (llvm::isDigit(rest.front()))
      return skipNumber();
    if (isIdentifier(rest.front()))
      return skipIdentifier();
    ++pos;
  }

  void addComment(std::size_t end) {
    comments.push_back({static_cast<uint32_t>(pos), static_cast<uint32_t>(end)});
    pos = end;
  }

  /// Whether a backslash, perhaps with spaces behind it as compilers allow, continues the line that ends at `end`.
  bool isContinued(std::size_t end) const { return text.slice(pos, end).rtrim(" \t\r").ends_with("\\"); }

  std::size_t endOfLine(std::size_t from) const {
    std::size_t end = text.find('\n', from);
    while (end != llvm::StringRef::npos && isContinued(end))
      end = text.find('\n', end + 1);
    return text.slice(pos, std::min(end, text.size())).rtrim("\r").end() - text.begin();
  }

  /// The position behind the next `mark`, or the end of the text.
  std::size_t behind(llvm::StringRef mark, std::size_t from) const {
    const std::size_t found = text.find(mark, from);
    return found == llvm::StringRef::npos ? text.size() : found + mark.size();
  }

  /// A literal that is not closed ends with its line: an apostrophe in "#error don't" opens nothing.
  void skipLiteral(char quote) {
    for (++pos; pos < text.size() && text[pos] != '\n'; ++pos) {
      if (text[pos] == quote) {
        ++pos;
        return;
      }
      if (text[pos] == '\\')
        pos += text.substr(pos).starts_with("\\\r\n") ? 2 : 1;
    }
    pos = std::min(pos, text.size());
  }

  /// 1'000'000: an apostrophe between digits is no literal. [lex.ppnumber]
  void skipNumber() {
    const auto isInside = [&] {
      const bool isSeparator = text[pos] == '\'' && pos + 1 < text.size() && isIdentifier(text[pos + 1]);
      return isIdentifier(text[pos]) || text[pos] == '.' || isSeparator;
    };
    while (pos < text.size() && isInside())
      ++pos;
  }

  void skipIdentifier() {
    const std::size_t begin = pos;
    while (pos < text.size() && isIdentifier(text[pos]))
      ++pos;
    const llvm::StringRef name = text.slice(begin, pos);
    const bool isRaw = name == "R" || name == "u8R" || name == "uR" || name == "UR" || name == "LR";
    if (isRaw && text.substr(pos).starts_with("\""))
      skipRawString();
  }

  void skipRawString() {
    const std::size_t open = text.find_first_of("(\n", pos);
    if (open == llvm::StringRef::npos || text[open] != '(')
      return skipLiteral('"');
    const std::string close = ")" + text.slice(pos + 1, open).str() + "\"";
    pos = behind(close, open);
  }

  llvm::StringRef text;
  std::size_t pos = 0;
  std::vector<Comment> comments;
};
} // namespace

std::vector<Comment> findComments(llvm::StringRef text) { return CommentScanner(text).scan(); }

} // namespace corolint
