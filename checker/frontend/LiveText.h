// The text of a unit's main file, and a parse that waits in the middle of it.
//
//     parse ... #include <asio.hpp> | pause: fork for each text that begins the same | ... the rest of that text
//
// What the parser knows at a place of a file depends on the text before it alone. So a process that stops there can be
// forked as often as the text behind it changes, and each copy goes on as if it had parsed the file from its start: the
// result is that of a whole parse, at the cost of the rest.
#pragma once

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/MemoryBuffer.h>

#include <functional>
#include <memory>
#include <string>

namespace corolint {

/// A text that can change while the lexer is in the middle of it: it stays at its place in memory, and there is room
/// behind it.
class LiveText {
public:
  explicit LiveText(llvm::StringRef text);

  bool hasRoomFor(llvm::StringRef text) const { return text.size() <= room.size(); }
  void become(llvm::StringRef text); // hasRoomFor(text)

  llvm::StringRef text() const { return llvm::StringRef(room).take_front(length); }

  /// All of the room. Refers to this object.
  std::unique_ptr<llvm::MemoryBuffer> buffer(llvm::StringRef name) const;

private:
  std::string room;
  std::size_t length;
};

/// The offset behind the last '#include' among the directives at the beginning of `text`.
std::size_t endOfIncludes(llvm::StringRef text);

/// How much of `text`, at least `lexed`, a lexer can have looked at that has handed out its tokens up to there.
std::size_t reachOf(llvm::StringRef text, std::size_t lexed);

struct LiveParse {
  static constexpr std::size_t never = -1;

  LiveText &text;

  /// Called when the includes are parsed, and then where it has asked for. The parse so far depends on the first
  /// `reach` bytes of the text only: behind these, the text may be another one when it returns. It returns the offset
  /// at which it wants to be called next.
  std::function<std::size_t(std::size_t reach)> pause;
};

} // namespace corolint
