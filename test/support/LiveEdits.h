// Random edits as people make them, and worse: typing in one place, pasting, deleting, taking back, broken code.
//
// The same seed makes the same edits.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <random>
#include <string>
#include <vector>

namespace corolint::test {

class LiveEdits {
public:
  LiveEdits(std::string text, unsigned seed) : now(std::move(text)), original(now), random(seed) { begin(); }

  /// The next text.
  const std::string &next();

private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random() % limit; }
  void begin();
  void edit();
  void move();
  void type();
  void paste();
  void erase();
  void copyLines();

  std::string now, original;
  std::mt19937 random;
  std::size_t cursor = 0, left = 0;
  std::string typing; // what is still to be typed at the cursor
  std::vector<std::string> before;
};

} // namespace corolint::test
