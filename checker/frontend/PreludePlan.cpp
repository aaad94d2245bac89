#include "PreludePlan.h"

#include "IncludeScan.h"
#include "Invocation.h"
#include "StandardHeaders.h"

#include <llvm/Support/Path.h>

namespace corolint {

namespace {

struct Sharers {
  std::vector<std::string> flags;
  std::string directory;
  std::vector<std::size_t> units;
};

} // namespace

/// A prelude costs as much as it saves two units.
static constexpr std::size_t enoughToShare = 4;

static std::vector<Sharers> withEqualFlags(llvm::ArrayRef<const CompileCommand *> commands) {
  std::map<std::string, Sharers> byFlags;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const CompileCommand &command = *commands[i];
    std::vector<std::string> flags = parsingFlags(command.arguments);
    const std::string key = command.directory + '\0' + llvm::join(flags, std::string_view("\0", 1)) + '\0' +
                            llvm::sys::path::extension(command.file).str();
    Sharers &sharers = byFlags[key];
    sharers.flags = std::move(flags);
    sharers.directory = command.directory;
    sharers.units.push_back(i);
  }
  std::vector<Sharers> groups;
  for (auto &[key, sharers] : byFlags)
    if (sharers.units.size() >= enoughToShare)
      groups.push_back(std::move(sharers));
  return groups;
}

/// The units of `sharers` that may have a prelude, with what at least a quarter of them includes.
static PreludeGroup groupOf(const Sharers &sharers, llvm::ArrayRef<const CompileCommand *> commands, IncludeScan scan) {
  PreludeGroup group;
  std::map<std::string, std::size_t> uses;
  for (const std::size_t unit : sharers.units) {
    const IncludeScan::Reach reach = scan.from(commands[unit]->file);
    if (reach.changesStandardHeaders)
      continue;
    group.units.push_back(unit);
    for (const auto &header : reach.systemHeaders)
      if (isStandardHeader(header.getKey()))
        ++uses[header.getKey().str()];
  }
  for (const auto &[header, count] : uses)
    if (count * 4 >= group.units.size())
      group.headers.push_back(header);
  return group;
}

std::vector<PreludeGroup> planPreludes(llvm::ArrayRef<const CompileCommand *> commands, llvm::vfs::FileSystem &files) {
  std::vector<PreludeGroup> plan;
  for (const Sharers &sharers : withEqualFlags(commands)) {
    if (files.setCurrentWorkingDirectory(sharers.directory))
      continue;
    PreludeGroup group =
        groupOf(sharers, commands, IncludeScan(includeFolders(sharers.flags, /*withSystem=*/false), files));
    if (group.units.size() >= enoughToShare && !group.headers.empty())
      plan.push_back(std::move(group));
  }
  return plan;
}

} // namespace corolint
