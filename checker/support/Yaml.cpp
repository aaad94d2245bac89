#include "Yaml.h"

#include "Error.h"
#include "Escape.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/Casting.h>
#include <llvm/Support/ConvertUTF.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/YAMLParser.h>

#include <optional>

namespace corolint {

constexpr unsigned maxDepth = 32; // A config nests five deep; a file made to overflow the stack, a million.

namespace {
class YamlReader {
public:
  YamlReader(llvm::StringRef path, llvm::StringRef text) : path(path), text(text), lines(text) {
    manager.setDiagHandler([](const llvm::SMDiagnostic &diagnostic,
                              void *reader) { static_cast<YamlReader *>(reader)->takeDiagnostic(diagnostic); },
                           this);
  }

  llvm::Expected<YamlValue> read() {
    llvm::yaml::Stream stream(text, manager, /*ShowColors=*/false);
    llvm::yaml::document_iterator document = stream.begin();
    YamlValue root;
    if (document != stream.end())
      root = convert(document->getRoot(), {1, 1}, 0);
    if (!failure && ++document != stream.end())
      fail({lines.lineCount(), 1}, "more than one YAML document; keep only one");
    if (failure)
      return errorAt(path, failure->place, failure->what);
    return root;
  }

private:
  struct Failure {
    LineColumn place;
    std::string what;
  };

  void fail(LineColumn place, std::string what) {
    if (!failure) // What follows the first mistake is mostly a consequence of it.
      failure = {place, std::move(what)};
  }

  void takeDiagnostic(const llvm::SMDiagnostic &diagnostic) {
    if (diagnostic.getKind() != llvm::SourceMgr::DK_Error)
      return;
    std::string what = diagnostic.getMessage().rtrim(".!").str();
    what[0] = llvm::toLower(what[0]);
    if (const std::size_t stop = what.find(". E"); stop != std::string::npos)
      what.replace(stop, 3, ", e");
    fail(placeOf(diagnostic.getLoc(), {1, 1}), "broken YAML: " + what);
  }

  LineColumn placeOf(llvm::SMLoc location, LineColumn otherwise) const {
    const char *pointer = location.getPointer();
    if (!pointer || pointer < text.begin() || pointer > text.end())
      return otherwise;
    return lines.at(static_cast<uint32_t>(pointer - text.begin()));
  }

  /// `parent` is the place to name where the node is nothing and so has none.
  YamlValue convert(llvm::yaml::Node *node, LineColumn parent, unsigned depth) {
    YamlValue result;
    result.place = parent;
    if (!node || failure)
      return result;
    result.place = placeOf(node->getSourceRange().Start, parent);
    if (depth > maxDepth)
      fail(result.place, llvm::formatv("nested deeper than {0} levels", maxDepth));
    else if (auto *scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(node))
      convertScalar(*scalar, result);
    else if (auto *block = llvm::dyn_cast<llvm::yaml::BlockScalarNode>(node))
      result.kind = YamlValue::Scalar, result.text = block->getValue().str();
    else if (auto *list = llvm::dyn_cast<llvm::yaml::SequenceNode>(node))
      convertList(*list, result, depth);
    else if (auto *map = llvm::dyn_cast<llvm::yaml::MappingNode>(node))
      convertMap(*map, result, depth);
    else if (llvm::isa<llvm::yaml::AliasNode>(node))
      fail(parent, "aliases are not read here; write the value out");
    return result;
  }

  static void convertScalar(const llvm::yaml::ScalarNode &scalar, YamlValue &result) {
    llvm::SmallString<64> storage;
    result.text = scalar.getValue(storage).str();
    const llvm::StringRef raw = scalar.getRawValue();
    const bool isNothing = raw.empty() || raw == "~" || raw == "null";
    result.kind = isNothing ? YamlValue::Null : YamlValue::Scalar;
  }

  void convertList(llvm::yaml::SequenceNode &list, YamlValue &result, unsigned depth) {
    result.kind = YamlValue::List;
    for (llvm::yaml::Node &item : list) {
      result.items.push_back(convert(&item, result.place, depth + 1));
      if (failure)
        return;
    }
  }

  void convertMap(llvm::yaml::MappingNode &map, YamlValue &result, unsigned depth) {
    result.kind = YamlValue::Map;
    for (llvm::yaml::KeyValueNode &entry : map) {
      YamlValue key = convert(entry.getKey(), result.place, depth + 1);
      if (key.kind != YamlValue::Scalar)
        fail(key.place, "a key must be a plain word");
      const auto isSame = [&](const YamlEntry &other) { return other.key.text == key.text; };
      if (llvm::any_of(result.entries, isSame))
        fail(key.place, "duplicate key '" + key.text + "'");
      if (failure)
        return;
      YamlValue value = convert(entry.getValue(), key.place, depth + 1);
      if (failure)
        return;
      result.entries.push_back({std::move(key), std::move(value)});
    }
  }

  llvm::StringRef path, text;
  LineIndex lines;
  llvm::SourceMgr manager;
  std::optional<Failure> failure;
};
} // namespace

llvm::Expected<YamlValue> readYaml(llvm::StringRef path, llvm::StringRef text) {
  if (llvm::hasUTF16ByteOrderMark(llvm::ArrayRef(text.data(), text.size())))
    return errorAt(path, {1, 1}, "UTF-16 is not read here; save the file as UTF-8");
  text.consume_front("\xef\xbb\xbf"); // A byte order mark, which some editors on Windows write.
  return YamlReader(path, text).read();
}

llvm::Error errorAt(llvm::StringRef path, LineColumn place, llvm::StringRef what) {
  return error("{0}:{1}:{2}: {3}", printable(path), place.line, place.column, printable(what));
}

} // namespace corolint
