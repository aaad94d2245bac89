// Reads library.yaml: the schema, what its values must be, and which combinations make sense.
//
// Each mistake is one line, 'path:line:column: what; did you mean 'x'?', and all of a file are told at once.
#include "LibraryNames.h"
#include "support/Error.h"
#include "support/YamlFields.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

#include <algorithm>

namespace corolint {

static void note(YamlMistakes &mistakes, LineColumn place, const char *format, auto &&...args) {
  mistakes.push_back({place, llvm::formatv(format, args...).str()});
}

/// 'asio::basic_socket::connect', 'std::this_thread', 'getaddrinfo'; the parts may be '~x' or 'operator...'.
static bool isQualifiedName(llvm::StringRef name) {
  llvm::SmallVector<llvm::StringRef, 4> parts;
  name.split(parts, "::");
  return llvm::all_of(parts, [](llvm::StringRef part) {
    if (part.starts_with("operator") && part != "operator")
      return true;
    part.consume_front("~");
    return !part.empty() && !llvm::isDigit(part[0]) &&
           llvm::all_of(part, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  });
}

static void checkNames(const YamlField *field, YamlMistakes &mistakes) {
  if (!field)
    return;
  if (field->value.items.empty())
    note(mistakes, field->value.place, "'{0}' must not be empty", field->key);
  for (const YamlNode &name : field->value.items)
    if (!isQualifiedName(name.text))
      note(mistakes, name.place, "'{0}' is no qualified name; write 'Class::member', without arguments or parentheses",
           name.text);
}

/// '' stands for the global namespace.
static void checkNamespaces(const YamlField *field, YamlMistakes &mistakes) {
  if (!field)
    return;
  for (const YamlNode &name : field->value.items)
    if (!name.text.empty() && !isQualifiedName(name.text))
      note(mistakes, name.place, "'{0}' is no namespace; write 'a::b', or '' for global names", name.text);
}

static TypeEntry readType(const YamlNode &node, YamlMistakes &mistakes) {
  TypeEntry type;
  YamlFields fields(node, "a type", mistakes);
  checkNames(fields.required("names", type.names), mistakes);
  fields.required("role", type.role);
  const YamlField *start = fields.optional("start", type.start);
  const YamlField *drop = fields.optional("drop", type.drop);
  const YamlField *removes = fields.optional("removes", type.removes);
  const YamlField *relocates = fields.optional("relocates", type.relocates);
  const YamlField *endsIterators = fields.optional("endsIterators", type.endsIterators);
  const YamlField *shared = fields.optional("shared", type.shared);
  fields.finish();
  for (const YamlField *field : {start, drop})
    if (field && type.role != TypeRole::Task)
      note(mistakes, field->place, "'{0}' is for the role 'task' only", field->key);
  for (const YamlField *field : {removes, relocates, endsIterators, shared})
    if (field && type.role != TypeRole::Container)
      note(mistakes, field->place, "'{0}' is for the role 'container' only", field->key);
  return type;
}

/// The fields that count for blocking functions alone.
static void readBlocking(YamlFields &fields, FunctionEntry &function, const YamlNode &node, YamlMistakes &mistakes) {
  const YamlField *kind = fields.optional("kind", function.kind);
  const YamlField *remedy = fields.optional("remedy", function.remedy);
  const YamlField *zeroIsQuiet = fields.optional("zeroIsQuiet", function.zeroIsQuiet);
  const YamlField *macros = fields.optional("nonBlockingMacros", function.nonBlockingMacros);
  const YamlField *names = fields.optional("nonBlockingNames", function.nonBlockingNames);
  const YamlField *duration = fields.optional("duration", function.duration);
  if (function.role != Role::Blocks) {
    for (const YamlField *field : {kind, remedy, zeroIsQuiet, macros, names, duration})
      if (field)
        note(mistakes, field->place, "'{0}' is for the role 'blocks' only", field->key);
    return;
  }
  for (const char *key : {"kind", "remedy"})
    if (!fields.find(key))
      note(mistakes, node.place, "a function that blocks needs the key '{0}'", key);
  if (duration && function.kind != BlockKind::Sleep)
    note(mistakes, duration->place, "'duration' is for the kind 'sleep' only");
  if (duration && !llvm::StringRef(function.duration).contains('$'))
    note(mistakes, duration->value.place, "'duration' must hold '$1', the argument");
}

static void readCallable(YamlFields &fields, FunctionEntry &function, YamlMistakes &mistakes) {
  const YamlField *callable = fields.optional("callable", function.callable);
  const YamlField *dropsResult = fields.optional("dropsResult", function.dropsResult);
  const bool takesCallable = llvm::is_contained({Role::Spawns, Role::Offloads, Role::RunsNow, Role::RunsOnLoop,
                                                 Role::KeepsAlive, Role::StoresHandler, Role::Timeout},
                                                function.role);
  for (const YamlField *field : {callable, dropsResult})
    if (field && !takesCallable)
      note(mistakes, field->place, "'{0}' is for functions that run a callable, not for the role '{1}'", field->key,
           roleName(function.role));
}

static FunctionEntry readFunction(const YamlNode &node, YamlMistakes &mistakes) {
  FunctionEntry function;
  YamlFields fields(node, "a function", mistakes);
  checkNames(fields.required("names", function.names), mistakes);
  const bool hasRole = fields.required("role", function.role) != nullptr;
  const std::size_t before = mistakes.size();
  readBlocking(fields, function, node, mistakes);
  readCallable(fields, function, mistakes);
  const YamlField *limit = fields.optional("limit", function.limit);
  const YamlField *convention = fields.optional("convention", function.convention);
  for (const YamlField *field : {limit, convention})
    if (field && function.role != Role::ExternalWait)
      note(mistakes, field->place, "'{0}' is for the role 'externalWait' only", field->key);
  const YamlField *closedBy = fields.optional("closedBy", function.closedBy);
  if ((closedBy != nullptr) != (function.role == Role::Opens))
    note(mistakes, closedBy ? closedBy->place : node.place, "the key 'closedBy' and the role 'opens' go together");
  const YamlField *isUnowned = fields.optional("isUnowned", function.isUnowned);
  if (isUnowned && function.role != Role::Spawns)
    note(mistakes, isUnowned->place, "'isUnowned' is for the role 'spawns' only");
  const YamlField *heldBy = fields.optional("heldBy", function.heldBy);
  if (heldBy && function.role != Role::Opens)
    note(mistakes, heldBy->place, "'heldBy' is for the role 'opens' only");
  const YamlField *withToken = fields.optional("withToken", function.withToken);
  if (withToken && function.role != Role::Sleeps)
    note(mistakes, withToken->place, "'withToken' is for the role 'sleeps' only");
  // What follows from a role that could not be read would only distract.
  if (!hasRole)
    mistakes.resize(before);
  fields.optional("strict", function.strict);
  fields.optional("refusesNesting", function.refusesNesting);
  fields.optional("minArgs", function.minArgs);
  checkNames(fields.optional("on", function.on), mistakes);
  const YamlField *maxArgs = fields.optional("maxArgs", function.maxArgs);
  if (maxArgs && *function.maxArgs < function.minArgs)
    note(mistakes, maxArgs->place, "'maxArgs' is less than 'minArgs'");
  fields.finish();
  return function;
}

static void checkInclude(const YamlField *field, llvm::StringRef include, YamlMistakes &mistakes) {
  const bool right = (include.starts_with("<") && include.ends_with(">")) ||
                     (include.size() > 1 && include.starts_with("\"") && include.ends_with("\""));
  if (field && !right)
    note(mistakes, field->value.place, "'include' must have its brackets or quotes: '<{0}>'", include);
}

static void readSnippet(YamlFields &file, llvm::StringRef key, unsigned arguments, std::optional<Snippet> &snippet,
                        YamlMistakes &mistakes) {
  const YamlField *field = file.find(key);
  if (!field)
    return;
  snippet.emplace();
  YamlFields fields(field->value, ("'" + key + "'").str(), mistakes);
  const YamlField *text = fields.required("text", snippet->text);
  checkInclude(fields.required("include", snippet->include), snippet->include, mistakes);
  fields.finish();
  for (unsigned argument = 1; text && argument <= arguments; ++argument)
    if (!llvm::StringRef(snippet->text).contains("$" + std::to_string(argument)))
      note(mistakes, text->value.place, "the text of '{0}' must hold '${1}'", key, argument);
}

template <typename Entry>
static void readList(YamlFields &file, llvm::StringRef key, std::vector<Entry> &entries,
                     Entry (*read)(const YamlNode &, YamlMistakes &), YamlMistakes &mistakes) {
  const YamlField *field = file.find(key);
  if (!field)
    return;
  if (!isOfKind(field->value, YamlNode::List, ("'" + key + "'").str(), mistakes))
    return;
  for (const YamlNode &item : field->value.items)
    entries.push_back(read(item, mistakes));
}

/// A name with the same role and the same range of arguments in two entries is a slip: one of them would never count.
static void checkTwice(YamlFields &file, const LibraryData &library, YamlMistakes &mistakes) {
  llvm::StringMap<unsigned> lines;
  const YamlField *list = file.find("functions");
  for (std::size_t i = 0; i < library.functions.size(); ++i) {
    const FunctionEntry &function = library.functions[i];
    for (llvm::StringRef name : function.names) {
      const std::string key = llvm::formatv("{0} {1} {2}-{3}", name, roleName(function.role), function.minArgs,
                                            function.maxArgs.value_or(~0u));
      const LineColumn place = list->value.items[i].place;
      const auto [known, isNew] = lines.try_emplace(key, place.line);
      if (!isNew)
        note(mistakes, place, "'{0}' has the role '{1}' in line {2} already", name, roleName(function.role),
             known->second);
    }
  }
}

static LibraryData readLibrary(llvm::StringRef path, const YamlNode &root, YamlMistakes &mistakes) {
  LibraryData library;
  library.name = llvm::sys::path::filename(llvm::sys::path::parent_path(path)).str();
  YamlFields file(root, "the file", mistakes);
  file.required("summary", library.summary);
  checkNamespaces(file.required("namespaces", library.namespaces), mistakes);
  file.optional("externC", library.externC);
  file.optional("plainCallers", library.plainCallers);
  file.optional("threadPerCore", library.threadPerCore);
  file.optional("cancelsAwaits", library.cancelsAwaits);
  readList(file, "types", library.types, readType, mistakes);
  readList(file, "functions", library.functions, readFunction, mistakes);
  readSnippet(file, "sleep", 1, library.sleep, mistakes);
  readSnippet(file, "spawn", 1, library.spawn, mistakes);
  readSnippet(file, "timeout", 2, library.timeout, mistakes);
  readSnippet(file, "run", 1, library.run, mistakes);
  readSnippet(file, "yield", 0, library.yield, mistakes);
  readSnippet(file, "gather", 1, library.gather, mistakes);
  file.finish();
  if (mistakes.empty())
    checkTwice(file, library, mistakes);
  return library;
}

llvm::Expected<LibraryData> parseLibrary(llvm::StringRef path, llvm::StringRef text) {
  YamlMistakes mistakes;
  LibraryData library;
  if (const std::optional<YamlNode> root = parseYaml(text, mistakes))
    library = readLibrary(path, *root, mistakes);
  if (!mistakes.empty())
    return yamlError(path, std::move(mistakes));
  library.source = digestOf(text);
  return library;
}

static llvm::Expected<LibraryData> readLibraryFile(llvm::StringRef path) {
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/true);
  if (!buffer)
    return error("{0}: cannot be read: {1}", path, buffer.getError().message());
  return parseLibrary(path, (*buffer)->getBuffer());
}

llvm::Expected<std::vector<LibraryData>> readLibraries(llvm::StringRef folder) {
  std::vector<std::string> paths;
  std::error_code failure;
  for (llvm::sys::fs::directory_iterator entry(folder, failure), end; entry != end && !failure;
       entry.increment(failure)) {
    llvm::SmallString<128> path(entry->path());
    llvm::sys::path::append(path, "library.yaml");
    if (llvm::sys::fs::exists(path))
      paths.push_back(path.str().str());
  }
  if (failure)
    return error("{0}: cannot be read: {1}", folder, failure.message());
  std::sort(paths.begin(), paths.end());
  std::vector<LibraryData> libraries;
  llvm::Error mistakes = llvm::Error::success();
  for (const std::string &path : paths) {
    if (llvm::Expected<LibraryData> library = readLibraryFile(path))
      libraries.push_back(std::move(*library));
    else
      mistakes = llvm::joinErrors(std::move(mistakes), library.takeError());
  }
  if (mistakes)
    return mistakes;
  return libraries;
}

} // namespace corolint
