#include "Regions.h"

#include <clang/Basic/LangOptions.h>
#include <clang/Lex/Lexer.h>

#include <algorithm>

namespace corolint::test {

namespace {
struct Token {
  clang::tok::TokenKind kind;
  llvm::StringRef text;
  unsigned line;
};

/// Walks the tokens from one definition to the next.
class Finder {
public:
  explicit Finder(llvm::StringRef text) { tokenize(text.str()); }

  std::vector<Region> find() {
    std::vector<Region> regions;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].kind != clang::tok::raw_identifier || !isPromise(tokens[i].text))
        continue;
      const std::size_t brace = findBody(i);
      if (brace == tokens.size())
        continue;
      const std::size_t end = closing(brace);
      regions.push_back({tokens[i].text.str(), tokens[i].line, tokens[std::min(end, tokens.size() - 1)].line});
      i = end; // What is called inside the body is no definition.
    }
    return regions;
  }

private:
  static bool isPromise(llvm::StringRef name) { return name.starts_with("bad_") || name.starts_with("ok_"); }

  void tokenize(std::string text) {
    source = std::move(text);
    clang::LangOptions options;
    options.CPlusPlus = options.CPlusPlus11 = options.CPlusPlus14 = options.CPlusPlus17 = options.CPlusPlus20 = true;
    const char *start = source.c_str();
    clang::Lexer lexer(clang::SourceLocation(), options, start, start, start + source.size());
    clang::Token token;
    unsigned line = 1;
    const char *counted = start;
    while (!lexer.LexFromRawLexer(token)) {
      const char *end = lexer.getBufferLocation();
      const char *begin = end - token.getLength();
      line += static_cast<unsigned>(std::count(counted, begin, '\n'));
      counted = begin;
      tokens.push_back({token.getKind(), {begin, token.getLength()}, line});
    }
  }

  /// The '{' of the definition that the name at `name` begins, or the number of tokens if it only declares or calls.
  std::size_t findBody(std::size_t name) const {
    for (std::size_t i = name + 1; i < tokens.size(); ++i) {
      switch (tokens[i].kind) {
      case clang::tok::l_brace:
        return i;
      case clang::tok::l_paren:
        i = closing(i);
        break;
      case clang::tok::semi:
      case clang::tok::comma:
      case clang::tok::r_paren:
      case clang::tok::r_brace:
      case clang::tok::equal:
        return tokens.size();
      default:
        break;
      }
    }
    return tokens.size();
  }

  /// The token that closes the parenthesis or brace at `open`, or the number of tokens.
  std::size_t closing(std::size_t open) const {
    const bool isBrace = tokens[open].kind == clang::tok::l_brace;
    const auto opens = isBrace ? clang::tok::l_brace : clang::tok::l_paren;
    const auto closes = isBrace ? clang::tok::r_brace : clang::tok::r_paren;
    unsigned depth = 0;
    for (std::size_t i = open; i < tokens.size(); ++i) {
      depth += tokens[i].kind == opens;
      if (tokens[i].kind == closes && --depth == 0)
        return i;
    }
    return tokens.size();
  }

  std::string source;
  std::vector<Token> tokens;
};
} // namespace

std::vector<Region> findRegions(llvm::StringRef text) { return Finder(text).find(); }

Failures checkRegions(llvm::StringRef path, llvm::StringRef text, const std::vector<Mark> &marks) {
  Failures failures;
  for (const Region &region : findRegions(text)) {
    const bool isBad = llvm::StringRef(region.name).starts_with("bad_");
    const auto isInside = [&](const Mark &mark) {
      return region.firstLine <= mark.line && mark.line <= region.lastLine;
    };
    const auto isDefect = [&](const Mark &mark) { return isInside(mark) && mark.kind != MarkKind::False; };
    if (isBad && std::none_of(marks.begin(), marks.end(), isDefect))
      failures.push_back({path.str(), region.firstLine, "'" + region.name + "' has no mark: mark it or call it 'ok_'"});
    if (!isBad && std::any_of(marks.begin(), marks.end(), isDefect))
      failures.push_back({path.str(), region.firstLine, "'" + region.name + "' has a mark: call it 'bad_'"});
  }
  return failures;
}

} // namespace corolint::test
