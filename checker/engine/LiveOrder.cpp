#include "LiveOrder.h"

#include "store/Archive.h"

namespace corolint {

namespace {

struct Text {
  std::string path, content;
};

struct Letter {
  std::string settings, engine, directory, file;
  std::vector<std::string> arguments;
  std::vector<Text> texts;
  uint64_t pauseAt = 0;
  bool notesInputs = false;
};

} // namespace

static constexpr llvm::StringLiteral kind = "order";
static constexpr llvm::StringLiteral noRoot = ""; // both ends are on one disk

template <typename A> static void fields(A &archive, Archived<A, Text> &text) { archive(text.path, text.content); }
template <typename A> static void fields(A &archive, Archived<A, Letter> &letter) {
  archive(letter.settings, letter.engine, letter.directory, letter.file, letter.arguments, letter.texts, letter.pauseAt,
          letter.notesInputs);
}

std::string pack(const LiveOrder &order) {
  const CompileCommand &command = order.command;
  Letter letter{order.settings,    order.engine, command.directory, command.file,
                command.arguments, {},           order.pauseAt,     order.notesInputs};
  for (const auto &[path, content] : order.texts)
    letter.texts.push_back({path, content});
  return encode(kind, letter, noRoot);
}

std::optional<LiveOrder> unpackOrder(llvm::StringRef bytes) {
  Letter letter;
  if (!decode(kind, bytes, noRoot, letter))
    return std::nullopt;
  LiveOrder order{std::move(letter.settings),
                  {std::move(letter.directory), std::move(letter.file), std::move(letter.arguments)},
                  {},
                  letter.pauseAt,
                  std::move(letter.engine),
                  letter.notesInputs};
  for (Text &text : letter.texts)
    order.texts[text.path] = std::move(text.content);
  return order;
}

} // namespace corolint
