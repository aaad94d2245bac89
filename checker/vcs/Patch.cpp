#include "Patch.h"

#include "support/Error.h"
#include "support/Paths.h"

namespace corolint {

namespace {

/// Numbers the lines of hunks.
class PatchReader {
public:
  PatchReader(llvm::StringRef text, llvm::StringRef root) : rest(text), root(root) {}

  llvm::Error read() {
    while (!rest.empty()) {
      llvm::StringRef line;
      std::tie(line, rest) = rest.split('\n');
      ++number;
      line.consume_back("\r");
      if (line.consume_front("+++ "))
        path = pathOf(line);
      else if (line.consume_front("@@ -"))
        if (llvm::Error failed = readHunk(line))
          return failed;
    }
    return llvm::Error::success();
  }

  Changes changes;

private:
  /// Of '+++ b/src/a.cpp<TAB>time'; empty for a file that was removed.
  std::string pathOf(llvm::StringRef name) const {
    name = name.split('\t').first.trim();
    if (name == "/dev/null")
      return {};
    if (name.consume_front("\"")) // git quotes names with unusual bytes
      name.consume_back("\"");
    name.consume_front("b/");
    return absolutePath(name, root);
  }

  /// Behind '@@ -': '1,4 +1,6 @@ ...'.
  llvm::Error readHunk(llvm::StringRef head) {
    uint32_t oldLeft = 1, newLine = 0, newLeft = 1, ignored = 0;
    const bool isHead = !head.consumeInteger(10, ignored) &&
                        (!head.consume_front(",") || !head.consumeInteger(10, oldLeft)) && head.consume_front(" +") &&
                        !head.consumeInteger(10, newLine) &&
                        (!head.consume_front(",") || !head.consumeInteger(10, newLeft));
    if (!isHead)
      return error("the patch's line {0} is no head of a hunk; make the patch with 'git diff'", number);
    if (!path.empty() && newLeft != 0)
      changes.addContext(path, newLine, newLine + newLeft - 1);
    for (; oldLeft + newLeft > 0; ++number) {
      if (rest.empty())
        return error("the patch ends in the middle of a hunk; make it anew");
      llvm::StringRef line;
      std::tie(line, rest) = rest.split('\n');
      if (line.starts_with("+")) {
        note(newLine, newLine);
        ++newLine, --newLeft;
      } else if (line.starts_with("-")) {
        note(newLine > 1 ? newLine - 1 : 1, newLine);
        --oldLeft;
      } else if (!line.starts_with("\\")) { // '\ No newline at end of file'
        ++newLine, --newLeft, --oldLeft;
      }
    }
    return llvm::Error::success();
  }

  void note(uint32_t first, uint32_t last) {
    if (!path.empty())
      changes.add(path, first, last);
  }

  llvm::StringRef rest, root;
  std::string path;
  unsigned number = 0;
};

} // namespace

llvm::Expected<Changes> readPatch(llvm::StringRef text, llvm::StringRef root) {
  PatchReader reader(text, root);
  if (llvm::Error failed = reader.read())
    return failed;
  return std::move(reader.changes);
}

} // namespace corolint
