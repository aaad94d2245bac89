#include "Marks.h"

#include <llvm/ADT/StringExtras.h>

namespace corolint::test {

namespace {
/// Reads the comments of one text, line by line.
class Reader {
public:
  explicit Reader(llvm::StringRef path) : path(path) {}

  ParsedMarks read(llvm::StringRef text) {
    while (!text.empty()) {
      ++line;
      llvm::StringRef current;
      std::tie(current, text) = text.split('\n');
      readLine(current);
    }
    return std::move(parsed);
  }

private:
  /// Each '// word: ...' of the line is a comment of its own.
  void readLine(llvm::StringRef text) {
    std::size_t start = text.find("//");
    while (start != llvm::StringRef::npos) {
      const std::size_t next = text.find("//", start + 2);
      readComment(text.slice(start + 2, next).trim());
      start = next;
    }
  }

  void readComment(llvm::StringRef comment) {
    const auto [word, rest] = comment.split(':');
    if (word == "expect")
      return readExpected(rest);
    if (word == "expect-message")
      return readMessage(rest.trim());
    if (word == "miss" || word == "false")
      return readLimit(word == "miss" ? MarkKind::Miss : MarkKind::False, rest);
    if (const llvm::StringRef first = comment.split(' ').first.split(':').first;
        first.equals_insensitive("expect") || first.equals_insensitive("expected"))
      mistake("write '// expect: <rule>' or '// expect-message: <text>'");
  }

  void readExpected(llvm::StringRef rest) {
    do {
      Mark mark{MarkKind::Expect, line, takeRule(rest), "", ""};
      if (mark.rule.empty())
        return mistake("'expect:' names no rule");
      if (rest.consume_front("\"")) {
        mark.message = rest.take_until([](char c) { return c == '"'; }).str();
        rest = rest.drop_front(mark.message.size());
        if (!rest.consume_front("\""))
          return mistake("the message has no closing '\"'");
        rest = rest.ltrim();
      }
      parsed.marks.push_back(std::move(mark));
    } while (rest.consume_front(","));
    if (!rest.empty())
      mistake("'" + rest.str() + "' behind the rule: write a part of the message in \"\", more rules behind ','");
  }

  void readMessage(llvm::StringRef message) {
    if (parsed.marks.empty() || parsed.marks.back().kind != MarkKind::Expect)
      return mistake("'expect-message:' without an 'expect:' before it");
    parsed.marks.back().message = message.str();
  }

  void readLimit(MarkKind kind, llvm::StringRef rest) {
    const std::string rule = takeRule(rest);
    if (rule.empty() || rest.empty())
      return mistake("write the rule and the reason: '// miss: <rule> <reason>'");
    parsed.marks.push_back({kind, line, rule, "", rest.str()});
  }

  /// Cuts the rule's id off the front of `rest`.
  static std::string takeRule(llvm::StringRef &rest) {
    rest = rest.ltrim();
    const llvm::StringRef id = rest.take_while([](char c) { return llvm::isAlnum(c) || c == '-'; });
    rest = rest.drop_front(id.size()).ltrim();
    return id.str();
  }

  void mistake(std::string what) { parsed.mistakes.push_back({path.str(), line, std::move(what)}); }

  llvm::StringRef path;
  unsigned line = 0;
  ParsedMarks parsed;
};
} // namespace

ParsedMarks parseMarks(llvm::StringRef path, llvm::StringRef text) { return Reader(path).read(text); }

} // namespace corolint::test
