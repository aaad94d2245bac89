// How messages are written: lower case, no full stop, code within '...'.
//
// The terminal, editors and reports put a message into sentences of their own, so all messages are alike.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <string>

namespace corolint::test {

/// What is wrong with the wording of `message`; empty where it is fine.
std::string proseMistake(llvm::StringRef message);

} // namespace corolint::test
