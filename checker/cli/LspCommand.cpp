#include "Cache.h"
#include "Commands.h"
#include "Setup.h"
#include "Version.h"
#include "engine/LiveUnit.h"
#include "lsp/Preview.h"
#include "lsp/ProcessAnalysis.h"
#include "lsp/Server.h"
#include "support/Paths.h"
#include "support/WorkerPool.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>

#include <csignal>
#include <unistd.h>

namespace corolint {

static Settings settingsOf(const CheckArguments &arguments) {
  const auto place = [](const std::string &path) { return path.empty() ? path : absolutePath(path); };
  Settings settings;
  settings.buildFolder = place(arguments.buildFolder);
  settings.config = place(arguments.config);
  settings.baseline = place(arguments.baseline);
  settings.profile = arguments.profile;
  settings.rules = arguments.rules;
  settings.headerFilter = arguments.headerFilter;
  return settings;
}

/// The engine that 'corolint check' would have for `file`, were it started on the folder.
static llvm::Expected<std::shared_ptr<const Engine>> makeEngine(const std::string &packed, const std::string &file) {
  const auto [settings, folder] = unpackSettings(packed);
  CheckArguments arguments;
  arguments.paths = {folder};
  arguments.buildFolder = settings.buildFolder;
  arguments.config = settings.config;
  arguments.profile = settings.profile;
  arguments.rules = settings.rules;
  arguments.headerFilter = settings.headerFilter;
  return engineFor(arguments, file);
}

/// Messages go to the standard output, so nothing else may: what else is written there goes to standard error.
static int takeOutput() {
  llvm::outs().flush();
  const int output = dup(STDOUT_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO);
  return output;
}

static std::optional<Encoding> encodingOf(const std::string &name) {
  return name == "utf-8"    ? std::optional(Encoding::Utf8)
         : name == "utf-16" ? std::optional(Encoding::Utf16)
         : name == "utf-32" ? std::optional(Encoding::Utf32)
                            : std::nullopt;
}

int serveEditor(const CheckArguments &arguments, const LspArguments &own) {
  std::signal(SIGPIPE, SIG_IGN); // a write to an editor that is gone fails instead
  auto nursery = Nursery::start([](OpenFile channel) { serveLiveUnit(std::move(channel), makeEngine); },
                                physicalMemory() / 2); // before there are threads
  if (!nursery)
    return refuse(nursery.takeError());
  ServerOptions options{makeEngine, settingsOf(arguments), {}, versionOfCorolint(), encodingOf(own.encoding)};
  const std::string cache = cacheFolder(arguments);
  std::optional<UnitStore> store;
  if (!cache.empty())
    store.emplace(StoreOptions{.folder = cache, .root = ""});
  ProcessAnalysis analysis(*nursery, {.store = store ? &*store : nullptr});
  options.pageFolder = cache.empty() ? "" : cache + "/rules-" + options.version;
  if (!own.check.empty())
    return preview(absolutePath(own.check), analysis, options, llvm::outs());
  Trace trace;
  if (!own.trace.empty()) {
    auto opened = Trace::into(own.trace);
    if (!opened)
      return refuse(opened.takeError());
    trace = std::move(*opened);
  }
  FrameWriter writer(takeOutput());
  return Server(analysis, std::move(options), writer, std::move(trace)).run(STDIN_FILENO);
}

} // namespace corolint
