// corolint-live-edits: edits a unit at random and sees that what is found while it is edited is what a check of the
// same text finds, down to the byte.
//
//   corolint-live-edits [--edits N] [--seed N] FILE -- FLAGS...
//
// Prints the first text that differs. Exit status 0, 1, or 2 for wrong usage.

#include "LiveEdits.h"
#include "WholeCheck.h"
#include "cli/Setup.h"
#include "engine/LiveUnit.h"

#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>

using namespace corolint;
using namespace corolint::test;

namespace {

struct Arguments {
  unsigned edits = 200, seed = 1;
  CheckArguments check;
};

} // namespace

static std::optional<Arguments> parse(int count, char **words) {
  Arguments arguments;
  arguments.check.noConfig = arguments.check.hasFlags = true;
  arguments.check.profile = "all";
  bool isFlag = false;
  for (int i = 1; i < count; ++i) {
    const llvm::StringRef word = words[i];
    if (isFlag)
      arguments.check.flags.push_back(word.str());
    else if (word == "--")
      isFlag = true;
    else if ((word == "--edits" || word == "--seed") && i + 1 < count)
      (word == "--seed" ? arguments.seed : arguments.edits) = static_cast<unsigned>(std::atoi(words[++i]));
    else
      arguments.check.paths.push_back(word.str());
  }
  return arguments.check.paths.size() == 1 ? std::optional(arguments) : std::nullopt;
}

static int run(const Arguments &arguments, const Nursery &nursery) {
  const std::string file = arguments.check.paths.front();
  auto engine = engineFor(arguments.check, file);
  const auto text = llvm::MemoryBuffer::getFile(file);
  if (!engine || !text) {
    llvm::errs() << "corolint-live-edits: " << (engine ? file : llvm::toString(engine.takeError())) << '\n';
    return 2;
  }
  LiveChecker live(nursery, std::chrono::minutes(2));
  LiveEdits edits((*text)->getBuffer().str(), arguments.seed);
  LiveOrder order{"", commandFromFlags(file, "/", arguments.check.flags), {{file, (*text)->getBuffer().str()}}};
  for (unsigned i = 0; i <= arguments.edits; ++i) {
    const auto [expected, found] = compared(checkWhole(**engine, order), live.check(order));
    if (expected != found) {
      llvm::outs() << "edit " << i << " of seed " << arguments.seed << "\n--- a check finds\n"
                   << expected << "\n--- while it is edited\n"
                   << found << "\n--- text\n"
                   << order.text() << '\n';
      return 1;
    }
    order.texts[file] = edits.next();
  }
  return 0;
}

int main(int count, char **words) {
  const std::optional<Arguments> arguments = parse(count, words);
  if (!arguments) {
    llvm::errs() << "usage: corolint-live-edits [--edits N] [--seed N] FILE -- FLAGS...\n";
    return 2;
  }
  const auto makeEngine = [&](const std::string &, const std::string &file) {
    return engineFor(arguments->check, file);
  };
  auto nursery = Nursery::start([&](OpenFile channel) { serveLiveUnit(std::move(channel), makeEngine); });
  if (!nursery) {
    llvm::errs() << llvm::toString(nursery.takeError()) << '\n';
    return 2;
  }
  return run(*arguments, *nursery);
}
