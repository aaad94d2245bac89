// Colours of the terminal, the same that clang uses.
//
// Apart from llvm::raw_ostream's own colours, so that a string or a file can hold them too and tests can read them.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <string>

namespace corolint {

enum class Color { Plain, Bold, Red, Magenta, Cyan, Green, Dim };

/// Wraps text in the ANSI codes of a colour, or leaves it as it is where colour is off.
struct Paint {
  bool on = false;

  std::string operator()(Color color, llvm::StringRef text) const {
    if (!on || color == Color::Plain || text.empty())
      return text.str();
    return std::string(code(color)) + text.str() + "\x1b[0m";
  }

private:
  static const char *code(Color color) {
    switch (color) {
    case Color::Plain:
      return "";
    case Color::Bold:
      return "\x1b[1m";
    case Color::Red:
      return "\x1b[1;31m";
    case Color::Magenta:
      return "\x1b[1;35m";
    case Color::Cyan:
      return "\x1b[1;36m";
    case Color::Green:
      return "\x1b[1;32m";
    case Color::Dim:
      return "\x1b[2m";
    }
    return "";
  }
};

} // namespace corolint
