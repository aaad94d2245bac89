#include "LiveText.h"

#include <clang/Basic/LangOptions.h>
#include <clang/Lex/Lexer.h>

#include <algorithm>
#include <cstring>

namespace corolint {

/// The parser numbers all places of a unit with 31 bits: room is not free.
static std::size_t roomFor(llvm::StringRef text) {
  constexpr std::size_t least = 1 << 16; // a new file grows many times its size
  return text.size() + std::max(least, text.size() / 4);
}

LiveText::LiveText(llvm::StringRef text) : room(roomFor(text), '\0'), length(0) { become(text); }

void LiveText::become(llvm::StringRef text) {
  std::memcpy(room.data(), text.data(), text.size());
  std::fill(room.begin() + static_cast<std::ptrdiff_t>(text.size()), room.end(), '\0'); // a lexer stops at the first
  length = text.size();
}

std::unique_ptr<llvm::MemoryBuffer> LiveText::buffer(llvm::StringRef name) const {
  return llvm::MemoryBuffer::getMemBuffer(room, name, /*RequiresNullTerminator=*/true);
}

static bool isInclude(llvm::StringRef line) {
  line = line.ltrim();
  if (!line.consume_front("#"))
    return false;
  line = line.ltrim();
  return line.starts_with("include") || line.starts_with("import");
}

std::size_t endOfIncludes(llvm::StringRef text) {
  clang::LangOptions language;
  language.CPlusPlus = language.CPlusPlus20 = language.LineComment = true;
  const std::string terminated = text.str(); // as the lexer needs it
  const llvm::StringRef directives = text.take_front(clang::Lexer::ComputePreamble(terminated, language).Size);
  std::size_t end = 0;
  for (std::size_t begin = 0; begin < directives.size();) {
    const std::size_t next = std::min(directives.find('\n', begin), directives.size() - 1) + 1;
    if (isInclude(directives.slice(begin, next)))
      end = next;
    begin = next;
  }
  return end;
}

/// Behind the comment that `text` begins with; 0 where it begins with none.
static std::size_t commentAt(llvm::StringRef text) {
  if (text.starts_with("//"))
    return std::min(text.find('\n'), text.size());
  if (text.starts_with("/*"))
    return std::min(text.find("*/", 2), text.size() - 2) + 2;
  return 0;
}

// The longest that is looked at behind a token to tell where it ends ('%:%:', '...'), or what a macro's name is
// followed by. An escaped newline may stand anywhere in it, so all of its line counts.
std::size_t reachOf(llvm::StringRef text, std::size_t lexed) {
  std::size_t at = lexed;
  for (std::size_t comment = 1; comment != 0;) {
    at = std::min(text.find_first_not_of(" \t\r\n\v\f", at), text.size());
    comment = commentAt(text.drop_front(at));
    at += comment;
  }
  constexpr std::size_t longest = 4;
  std::size_t end = at + longest;
  while (end < text.size() && text.slice(at, end).contains('\\')) {
    at = end;
    end = std::min(text.find('\n', at), text.size()) + longest;
  }
  return end > text.size() ? LiveParse::never : end; // who has seen the end of a text knows that nothing follows
}

} // namespace corolint
