#include "YamlTree.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/YAMLParser.h>

#include <algorithm>

namespace corolint {

namespace {

constexpr unsigned maxDepth = 32; // The parser recurses; a library.yaml needs five.

/// Turns the parser's nodes, which are read once and in order, into a tree. Stops at the first error of syntax.
class TreeBuilder {
public:
  TreeBuilder(llvm::SourceMgr &sources, std::vector<YamlMistake> &mistakes) : sources(sources), mistakes(mistakes) {}

  bool build(llvm::yaml::Node *node, YamlNode &result, unsigned depth) {
    if (!node)
      return false;
    result.place = placeOf(*node);
    if (depth > maxDepth)
      return refuse(result.place, "nested too deeply");
    if (!node->getAnchor().empty() || !node->getRawTag().empty() || llvm::isa<llvm::yaml::AliasNode>(node))
      return refuse(result.place, "anchors, aliases and tags are not supported; write the value itself");
    return fill(*node, result, depth);
  }

private:
  bool fill(llvm::yaml::Node &node, YamlNode &result, unsigned depth) {
    if (auto *scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(&node))
      return fillText(*scalar, result);
    if (auto *block = llvm::dyn_cast<llvm::yaml::BlockScalarNode>(&node)) {
      result.kind = YamlNode::Kind::Text;
      result.text = block->getValue().str();
      return true;
    }
    if (auto *sequence = llvm::dyn_cast<llvm::yaml::SequenceNode>(&node))
      return fillList(*sequence, result, depth);
    if (auto *mapping = llvm::dyn_cast<llvm::yaml::MappingNode>(&node))
      return fillMapping(*mapping, result, depth);
    return true;
  }

  static bool fillText(llvm::yaml::ScalarNode &scalar, YamlNode &result) {
    llvm::SmallString<64> storage;
    result.kind = YamlNode::Kind::Text;
    result.text = scalar.getValue(storage).str();
    return true;
  }

  bool fillList(llvm::yaml::SequenceNode &sequence, YamlNode &result, unsigned depth) {
    result.kind = YamlNode::Kind::List;
    for (llvm::yaml::Node &item : sequence)
      if (!build(&item, result.items.emplace_back(), depth + 1))
        return false;
    return true;
  }

  bool fillMapping(llvm::yaml::MappingNode &mapping, YamlNode &result, unsigned depth) {
    result.kind = YamlNode::Kind::Mapping;
    for (llvm::yaml::KeyValueNode &pair : mapping) {
      YamlNode key;
      if (!build(pair.getKey(), key, depth + 1))
        return false;
      if (key.kind != YamlNode::Kind::Text)
        return refuse(key.place, "a key must be plain text");
      YamlField &field = result.fields.emplace_back(YamlField{key.text, key.place, {}});
      if (!build(pair.getValue(), field.value, depth + 1))
        return false;
      if (field.value.kind == YamlNode::Kind::Nothing)
        field.value.place = field.place;
    }
    return true;
  }

  YamlPlace placeOf(const llvm::yaml::Node &node) const {
    const llvm::SMLoc location = node.getSourceRange().Start;
    const unsigned buffer = location.isValid() ? sources.FindBufferContainingLoc(location) : 0;
    if (!buffer)
      return {};
    const char *begin = sources.getMemoryBuffer(buffer)->getBufferStart();
    const auto [line, column] = sources.getLineAndColumn(openingBracket(node, begin, location), buffer);
    return {line, column};
  }

  /// The parser says that a list in brackets begins behind the bracket.
  static llvm::SMLoc openingBracket(const llvm::yaml::Node &node, const char *begin, llvm::SMLoc location) {
    const char bracket = llvm::isa<llvm::yaml::SequenceNode>(node)  ? '['
                         : llvm::isa<llvm::yaml::MappingNode>(node) ? '{'
                                                                    : '\0';
    const char *at = location.getPointer();
    while (at > begin && llvm::isSpace(at[-1]))
      --at;
    return bracket && at > begin && at[-1] == bracket ? llvm::SMLoc::getFromPointer(at - 1) : location;
  }

  bool refuse(YamlPlace place, const char *text) {
    mistakes.push_back({place, text});
    return false;
  }

  llvm::SourceMgr &sources;
  std::vector<YamlMistake> &mistakes;
};

} // namespace

static void keepSyntaxError(const llvm::SMDiagnostic &diagnostic, void *mistakes) {
  std::string text = diagnostic.getMessage().str();
  if (!text.empty())
    text[0] = llvm::toLower(text[0]);
  const YamlPlace place{static_cast<unsigned>(std::max(1, diagnostic.getLineNo())),
                        static_cast<unsigned>(std::max(0, diagnostic.getColumnNo()) + 1)};
  static_cast<std::vector<YamlMistake> *>(mistakes)->push_back({place, std::move(text)});
}

std::optional<YamlNode> parseYaml(llvm::StringRef text, std::vector<YamlMistake> &mistakes) {
  const std::size_t before = mistakes.size();
  // The scanner takes the end of the text, not a zero, for the end; a stray zero confuses its error messages.
  if (const std::size_t zero = text.find('\0'); zero != llvm::StringRef::npos) {
    mistakes.push_back({{static_cast<unsigned>(text.take_front(zero).count('\n') + 1), 1}, "not a text file"});
    return std::nullopt;
  }
  llvm::SourceMgr sources;
  sources.setDiagHandler(keepSyntaxError, &mistakes);
  llvm::yaml::Stream stream(text, sources, /*ShowColors=*/false);
  YamlNode root;
  TreeBuilder builder(sources, mistakes);
  auto document = stream.begin();
  const bool built = builder.build(document->getRoot(), root, 0);
  if (!built || stream.failed() || mistakes.size() > before) {
    if (mistakes.size() == before)
      mistakes.push_back({root.place, "not a YAML document"});
    return std::nullopt;
  }
  if (++document != stream.end()) {
    mistakes.push_back({root.place, "more than one YAML document in the file"});
    return std::nullopt;
  }
  return root;
}

} // namespace corolint
