#include "IncludeScan.h"

#include "StandardHeaders.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

namespace corolint {

static bool consumeWord(llvm::StringRef &line, llvm::StringRef word) {
  if (!line.consume_front(word))
    return false;
  line = line.ltrim(" \t");
  return true;
}

/// The name between quotes or brackets.
static llvm::StringRef spelledName(llvm::StringRef line) {
  if (line.consume_front("<"))
    return line.take_until([](char c) { return c == '>'; });
  return line.consume_front("\"") ? line.take_until([](char c) { return c == '"'; }) : llvm::StringRef();
}

std::string IncludeScan::find(llvm::StringRef name, llvm::StringRef includer) const {
  llvm::SmallString<256> path(llvm::sys::path::parent_path(includer));
  llvm::sys::path::append(path, name);
  if (files.exists(path))
    return path.str().str();
  for (const std::string &folder : folders) {
    path = folder;
    llvm::sys::path::append(path, name);
    if (files.exists(path))
      return path.str().str();
  }
  return {};
}

const IncludeScan::File &IncludeScan::read(const std::string &path) {
  const auto [slot, isNew] = known.try_emplace(path);
  File &file = slot->second;
  const auto buffer = isNew ? files.getBufferForFile(path) : std::error_code();
  if (!isNew || !buffer)
    return file;
  for (llvm::StringRef rest = (*buffer)->getBuffer(); !rest.empty();) {
    llvm::StringRef line;
    std::tie(line, rest) = rest.split('\n');
    line = line.ltrim(" \t");
    if (!line.consume_front("#"))
      continue;
    line = line.ltrim(" \t");
    if (consumeWord(line, "define")) {
      file.changesStandardHeaders |=
          changesStandardHeaders(line.take_while([](char c) { return c == '_' || llvm::isAlnum(c); }));
    } else if (consumeWord(line, "include")) {
      const llvm::StringRef name = spelledName(line);
      std::string found = name.empty() ? std::string() : find(name, path);
      if (!found.empty())
        file.includes.push_back(std::move(found));
      else if (!name.empty())
        file.systemHeaders.push_back(name.str());
      else
        file.isComplete = false;
    }
  }
  return file;
}

IncludeScan::Reach IncludeScan::from(const std::string &start) {
  Reach reach;
  std::vector<std::string> open = {start};
  reach.files.insert(start);
  while (!open.empty()) {
    const std::string path = std::move(open.back());
    open.pop_back();
    const File &file = read(path);
    reach.changesStandardHeaders |= file.changesStandardHeaders;
    reach.isComplete &= file.isComplete;
    for (const std::string &header : file.systemHeaders)
      reach.systemHeaders.insert(header);
    for (const std::string &include : file.includes)
      if (reach.files.insert(include).second)
        open.push_back(include);
  }
  return reach;
}

std::vector<std::string> includeFolders(llvm::ArrayRef<std::string> flags, bool withSystem) {
  std::vector<std::string> folders;
  for (std::size_t i = 0; i < flags.size(); ++i)
    for (const llvm::StringRef flag : {"-I", "-iquote", "-isystem"}) {
      llvm::StringRef value = flags[i];
      if (!value.consume_front(flag) || (flag == "-isystem" && !withSystem))
        continue;
      if (value.empty() && i + 1 < flags.size())
        value = flags[i + 1];
      folders.push_back(value.str());
    }
  return folders;
}

} // namespace corolint
