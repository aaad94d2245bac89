#include "LiveEdits.h"

#include <algorithm>
#include <iterator>

namespace corolint::test {

static constexpr const char *snippets[] = {
    "{",
    "}",
    ";",
    "(",
    ")",
    "\"",
    "'",
    "/*",
    "*/",
    "//",
    "\n",
    "\\\n",
    "#",
    "#if 0\n",
    "#else\n",
    "#endif\n",
    "#define MACRO(x) x; x\n",
    "MACRO(co_await save())",
    "#include <vector>\n",
    "#include \"missing.h\"\n",
    "R\"(",
    ")\"",
    "co_await ",
    "co_return;",
    "static ",
    "const auto &",
    "template <class T> ",
    "template <class T> void fresh(T x) { auto f = [&] { return x; }; f(); }\n",
    "struct Fresh { int value() { return later; } int later = 1; };\n",
    "namespace fresh {\n",
    "constexpr int fresh() { return 1; }\n",
    "auto fresh = [](auto x) { return x; };\n",
    "if (true) {\n  ",
    "for (;;) ",
    "<",
    "::",
    "\xc3\xa4",
    "__LINE__",
    "__FILE__",
    "?\?=",
    "%:%:",
    "...",
};

const std::string &LiveEdits::next() {
  before.push_back(now);
  if (!typing.empty())
    type();
  else if (--left == 0)
    begin();
  else
    edit();
  cursor = std::min(cursor, now.size());
  return now;
}

/// From the original on: what is broken at random would never parse again.
void LiveEdits::begin() {
  constexpr std::size_t most = 12;
  left = 1 + below(most);
  now = original;
  before.clear();
  cursor = below(now.size() + 1);
}

void LiveEdits::edit() {
  if (below(3) == 0)
    move();
  switch (below(8)) {
  case 0:
    return erase();
  case 1:
    return copyLines();
  case 2:
  case 3:
    now = before[before.size() - 1 - below(std::min<std::size_t>(before.size(), 3))]; // undo
    return;
  case 4:
    typing = "int typed = 0; auto more = [] { return 1; };";
    return;
  default:
    return paste();
  }
}

/// Mostly to a nearby line, sometimes anywhere.
void LiveEdits::move() {
  cursor = below(4) == 0 ? below(now.size() + 1)
                         : std::min(now.size(), cursor + below(200) - std::min<std::size_t>(cursor, 100));
  if (below(2) == 0)
    cursor = std::min(now.find('\n', cursor), now.size());
}

void LiveEdits::type() {
  now.insert(cursor++, 1, typing.front());
  typing.erase(0, 1);
  if (below(20) == 0)
    typing.clear();
}

void LiveEdits::paste() {
  const std::string text = snippets[below(std::size(snippets))];
  now.insert(cursor, text);
  cursor += text.size();
}

void LiveEdits::erase() {
  const std::size_t length = std::min(below(3) == 0 ? below(300) : 1 + below(5), cursor);
  now.erase(cursor - length, length);
  cursor -= length;
}

void LiveEdits::copyLines() {
  const std::size_t begin = below(now.size() + 1);
  const std::string piece = now.substr(begin, below(400));
  now.insert(cursor, piece);
}

} // namespace corolint::test
