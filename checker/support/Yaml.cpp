#include "Yaml.h"

#include "Error.h"
#include "Escape.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/Casting.h>
#include <llvm/Support/ConvertUTF.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/YAMLParser.h>

#include <algorithm>

namespace corolint {

constexpr unsigned maxDepth = 32; // A config nests five deep; a file made to overflow the stack, a million.

namespace {
/// Turns the parser's nodes, which are read once and in order, into a tree. Stops at the first error of syntax.
class YamlReader {
public:
  YamlReader(llvm::StringRef text, YamlMistakes &mistakes) : text(text), lines(text), mistakes(mistakes) {
    manager.setDiagHandler([](const llvm::SMDiagnostic &diagnostic,
                              void *reader) { static_cast<YamlReader *>(reader)->takeDiagnostic(diagnostic); },
                           this);
  }

  std::optional<YamlNode> read() {
    llvm::yaml::Stream stream(text, manager, /*ShowColors=*/false);
    llvm::yaml::document_iterator document = stream.begin();
    YamlNode root;
    if (document != stream.end())
      root = convert(document->getRoot(), {1, 1}, 0);
    if (!failed && ++document != stream.end())
      fail({lines.lineCount(), 1}, "more than one YAML document; keep only one");
    return failed ? std::nullopt : std::optional(std::move(root));
  }

private:
  /// What follows the first error of syntax is mostly a consequence of it.
  void fail(LineColumn place, std::string what) {
    if (!failed)
      mistakes.push_back({place, std::move(what)});
    failed = true;
  }

  void takeDiagnostic(const llvm::SMDiagnostic &diagnostic) {
    if (diagnostic.getKind() != llvm::SourceMgr::DK_Error)
      return;
    std::string what = diagnostic.getMessage().rtrim(".!").str();
    if (!what.empty())
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

  /// The parser says that a list or map in brackets begins behind the bracket.
  llvm::SMLoc beginOf(const llvm::yaml::Node &node) const {
    const llvm::SMLoc begin = node.getSourceRange().Start;
    const bool isList = llvm::isa<llvm::yaml::SequenceNode>(node);
    if (!begin.isValid() || (!isList && !llvm::isa<llvm::yaml::MappingNode>(node)))
      return begin;
    const char *at = begin.getPointer();
    while (at > text.begin() && llvm::isSpace(at[-1]))
      --at;
    return at > text.begin() && at[-1] == (isList ? '[' : '{') ? llvm::SMLoc::getFromPointer(at - 1) : begin;
  }

  /// `parent` is the place to name where the node is nothing and so has none.
  YamlNode convert(llvm::yaml::Node *node, LineColumn parent, unsigned depth) {
    YamlNode result;
    result.place = parent;
    if (!node || failed)
      return result;
    result.place = placeOf(beginOf(*node), parent);
    if (depth > maxDepth)
      fail(result.place, llvm::formatv("nested deeper than {0} levels", maxDepth));
    else if (!node->getAnchor().empty() || !node->getRawTag().empty() || llvm::isa<llvm::yaml::AliasNode>(node))
      fail(parent, "anchors, aliases and tags are not read here; write the value itself");
    else if (auto *scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(node))
      convertScalar(*scalar, result);
    else if (auto *block = llvm::dyn_cast<llvm::yaml::BlockScalarNode>(node))
      result.kind = YamlNode::Text, result.text = block->getValue().str();
    else if (auto *list = llvm::dyn_cast<llvm::yaml::SequenceNode>(node))
      convertList(*list, result, depth);
    else if (auto *map = llvm::dyn_cast<llvm::yaml::MappingNode>(node))
      convertMap(*map, result, depth);
    else
      result.place = parent;
    return result;
  }

  static void convertScalar(const llvm::yaml::ScalarNode &scalar, YamlNode &result) {
    llvm::SmallString<64> storage;
    result.text = scalar.getValue(storage).str();
    const llvm::StringRef raw = scalar.getRawValue();
    const bool isNothing = raw.empty() || raw == "~" || raw == "null";
    result.kind = isNothing ? YamlNode::Nothing : YamlNode::Text;
  }

  void convertList(llvm::yaml::SequenceNode &list, YamlNode &result, unsigned depth) {
    result.kind = YamlNode::List;
    for (llvm::yaml::Node &item : list) {
      result.items.push_back(convert(&item, result.place, depth + 1));
      if (failed)
        return;
    }
  }

  void convertMap(llvm::yaml::MappingNode &map, YamlNode &result, unsigned depth) {
    result.kind = YamlNode::Map;
    for (llvm::yaml::KeyValueNode &entry : map) {
      const YamlNode key = convert(entry.getKey(), result.place, depth + 1);
      if (key.kind != YamlNode::Text)
        fail(key.place, "a key must be a plain word");
      if (failed)
        return;
      if (llvm::any_of(result.fields, [&](const YamlField &other) { return other.key == key.text; }))
        mistakes.push_back({key.place, "duplicate key '" + key.text + "'"});
      result.fields.push_back({key.text, key.place, convert(entry.getValue(), key.place, depth + 1)});
      if (failed)
        return;
    }
  }

  llvm::StringRef text;
  LineIndex lines;
  llvm::SourceMgr manager;
  YamlMistakes &mistakes;
  bool failed = false;
};
} // namespace

std::optional<YamlNode> parseYaml(llvm::StringRef text, YamlMistakes &mistakes) {
  if (llvm::hasUTF16ByteOrderMark(llvm::ArrayRef(text.data(), text.size()))) {
    mistakes.push_back({{1, 1}, "UTF-16 is not read here; save the file as UTF-8"});
    return std::nullopt;
  }
  text.consume_front("\xef\xbb\xbf"); // A byte order mark, which some editors on Windows write.
  // The scanner takes the end of the text, not a zero, for the end; a stray zero confuses its error messages.
  if (const std::size_t zero = text.find('\0'); zero != llvm::StringRef::npos) {
    mistakes.push_back({LineIndex(text).at(static_cast<uint32_t>(zero)), "not a text file"});
    return std::nullopt;
  }
  return YamlReader(text, mistakes).read();
}

llvm::Error yamlError(llvm::StringRef path, YamlMistakes mistakes) {
  assert(!mistakes.empty() && "an error needs a mistake");
  std::ranges::sort(mistakes);
  std::vector<std::string> lines;
  for (const YamlMistake &mistake : mistakes)
    lines.push_back(llvm::formatv("{0}:{1}:{2}: {3}", printable(path), mistake.place.line, mistake.place.column,
                                  printable(mistake.what)));
  return error("{0}", llvm::join(lines, "\n"));
}

} // namespace corolint
