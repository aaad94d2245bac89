#include "Setup.h"

#include "Identity.h"
#include "Units.h"
#include "engine/UserCode.h"
#include "support/Error.h"
#include "support/Paths.h"
#include "support/Suggest.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

namespace corolint {

namespace path = llvm::sys::path;

std::string librariesFolder() {
  static int anchor;
  const std::string program = llvm::sys::fs::getMainExecutable(nullptr, &anchor);
  llvm::SmallString<256> installed(path::parent_path(path::parent_path(program)));
  path::append(installed, "share", "corolint", "libraries");
  return llvm::sys::fs::is_directory(installed) ? installed.str().str() : std::string(COROLINT_LIBRARIES_DIR);
}

Vocabulary vocabulary() {
  Vocabulary words;
  for (const RegisteredRule &rule : allRules()) {
    std::vector<std::string> &options = words.ruleOptions[rule.id.str()];
    for (const OptionInfo &option : rule.rule->options)
      options.push_back(option.name.str());
  }
  words.roles = roleNames();
  return words;
}

std::string rootOf(const CheckArguments &arguments) {
  return arguments.root.empty() ? projectRoot(arguments.paths.front()) : absolutePath(arguments.root);
}

static llvm::Expected<RuleSelection> parseRules(llvm::StringRef text) {
  RuleSelection selection;
  llvm::SmallVector<llvm::StringRef> parts;
  text.split(parts, ',', -1, /*KeepEmpty=*/false);
  for (const llvm::StringRef part : parts) {
    llvm::StringRef id = part.trim();
    const bool isOff = id.consume_front("-");
    const bool isAdded = id.consume_front("+");
    if (id == "*" && isOff) {
      selection.onlyThese = true;
      continue;
    }
    if (!findRule(id))
      return error("--rules: no rule '{0}'{1}; 'corolint rules' lists them", id, didYouMean(id, ruleIds()));
    if (!isOff && !isAdded)
      selection.onlyThese = true;
    (isOff ? selection.off : selection.on).insert(id.str());
  }
  return selection;
}

namespace {

/// Makes one engine for each config file that some unit falls under.
class Engines {
public:
  Engines(const CheckArguments &arguments, RuleSelection selection, std::vector<LibraryData> libraries)
      : arguments(arguments), selection(std::move(selection)), libraries(std::move(libraries)), words(vocabulary()),
        projectFolder(rootOf(arguments)) {}

  llvm::Expected<std::shared_ptr<const Engine>> forFile(const std::string &file) {
    const std::string source = configFor(file);
    std::shared_ptr<const Engine> &known = byConfig[source];
    if (known)
      return known;
    auto made = make(source, projectRoot(file));
    if (!made)
      return made.takeError();
    return known = std::move(*made);
  }

private:
  std::string configFor(const std::string &file) const {
    if (arguments.noConfig)
      return {};
    return arguments.config.empty() ? findConfig(file) : arguments.config;
  }

  llvm::Expected<std::shared_ptr<const Engine>> make(const std::string &source, const std::string &root) {
    Config config;
    if (!source.empty()) {
      auto read = readConfig(source, words);
      if (!read)
        return read.takeError();
      config = std::move(*read);
    }
    if (!arguments.profile.empty()) {
      config.profileLine = 0;
      config.profile = arguments.profile == "all"      ? Profile::All
                       : arguments.profile == "strict" ? Profile::Strict
                                                       : Profile::Default;
    }
    const std::vector<std::string> folders = ownFolders(root);
    const std::string filter = arguments.headerFilter.empty() ? config.headerFilter : arguments.headerFilter;
    auto isUserFile = userCodeBelow(folders, filter);
    if (!isUserFile)
      return isUserFile.takeError();
    auto catalog = catalogFor(config);
    if (!catalog)
      return catalog.takeError();
    const Digest identity = identityOf({config, selection, (*catalog)->libraries(), folders, filter}, projectFolder);
    return std::make_shared<const Engine>(std::move(config), std::move(*catalog), selection, std::move(*isUserFile),
                                          identity);
  }

  /// The project, and the folders that the user named: what is asked for is the user's, wherever it lies.
  std::vector<std::string> ownFolders(const std::string &root) const {
    std::vector<std::string> folders = {root};
    if (!arguments.root.empty())
      folders.push_back(projectFolder);
    for (const std::string &asked : arguments.paths) {
      const std::string place = absolutePath(asked);
      folders.push_back(llvm::sys::fs::is_directory(place) ? place : path::parent_path(place).str());
    }
    return folders;
  }

  llvm::Expected<std::shared_ptr<const LibraryCatalog>> catalogFor(const Config &config) const {
    std::vector<LibraryData> all = libraries;
    for (const std::string &file : config.libraries) {
      const auto text = llvm::MemoryBuffer::getFile(file);
      if (!text)
        return error("{0}: cannot be read ({1}); it is listed in {2}", file, text.getError().message(), config.path);
      auto library = parseLibrary(file, (*text)->getBuffer());
      if (!library)
        return library.takeError();
      all.push_back(std::move(*library));
    }
    all.push_back(ownLibrary(config));
    return std::make_shared<const LibraryCatalog>(std::move(all));
  }

  static LibraryData ownLibrary(const Config &config) {
    LibraryData own;
    own.name = "config";
    own.namespaces = {""};
    for (const OwnFunction &function : config.functions) {
      FunctionEntry entry;
      entry.names = {function.name};
      entry.role = roleFromName(function.role).value_or(Role::Blocks);
      entry.remedy = function.remedy;
      own.functions.push_back(std::move(entry));
    }
    return own;
  }

  const CheckArguments &arguments;
  RuleSelection selection;
  std::vector<LibraryData> libraries;
  Vocabulary words;
  std::string projectFolder;
  std::map<std::string, std::shared_ptr<const Engine>> byConfig;
};

} // namespace

llvm::Expected<std::shared_ptr<const Engine>> engineFor(const CheckArguments &arguments, const std::string &file) {
  auto selection = parseRules(arguments.rules);
  if (!selection)
    return selection.takeError();
  auto libraries = readLibraries(librariesFolder());
  if (!libraries)
    return libraries.takeError();
  return Engines(arguments, std::move(*selection), std::move(*libraries)).forFile(file);
}

llvm::Expected<Setup> makeSetup(const CheckArguments &arguments) {
  auto selection = parseRules(arguments.rules);
  if (!selection)
    return selection.takeError();
  auto units = findUnits(arguments);
  if (!units)
    return units.takeError();
  auto libraries = readLibraries(librariesFolder());
  if (!libraries)
    return libraries.takeError();
  Setup setup;
  setup.root = rootOf(arguments);
  setup.problems = std::move(units->problems);
  Engines engines(arguments, std::move(*selection), std::move(*libraries));
  for (CompileCommand &command : units->commands) {
    auto engine = engines.forFile(command.file);
    if (!engine)
      return engine.takeError();
    setup.jobs.push_back({std::move(*engine), std::move(command)});
  }
  return setup;
}

} // namespace corolint
