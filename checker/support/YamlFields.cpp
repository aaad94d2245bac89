#include "YamlFields.h"

#include "Suggest.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FormatVariadic.h>

namespace corolint {

static std::string quoted(llvm::StringRef key) { return ("'" + key + "'").str(); }

static bool mustBe(llvm::StringRef what, const YamlNode &node, llvm::StringRef wanted, YamlMistakes &mistakes) {
  mistakes.push_back({node.place, llvm::formatv("{0} must be {1}", what, wanted).str()});
  return false;
}

bool isOfKind(const YamlNode &node, YamlNode::Kind kind, llvm::StringRef what, YamlMistakes &mistakes) {
  constexpr const char *names[] = {"nothing", "a single value", "a list", "a map"}; // In the order of the kinds.
  constexpr const char *examples[] = {"", "", " [a, b]", " {key: value}"};
  if (node.kind == kind)
    return true;
  return mustBe(what, node, llvm::formatv("{0}{1}, not {2}", names[kind], examples[kind], names[node.kind]).str(),
                mistakes);
}

void noteUnknown(LineColumn place, llvm::StringRef kind, llvm::StringRef name, llvm::ArrayRef<std::string> names,
                 YamlMistakes &mistakes) {
  mistakes.push_back({place, llvm::formatv("unknown {0} '{1}'{2}", kind, name, didYouMean(name, names)).str()});
}

void noteNotOneOf(LineColumn place, llvm::StringRef kind, llvm::StringRef name, llvm::ArrayRef<std::string> names,
                  YamlMistakes &mistakes) {
  noteUnknown(place, kind, name, names, mistakes);
  if (didYouMean(name, names).empty())
    mistakes.back().what += "; it is one of " + llvm::join(names, ", ");
}

bool readValue(llvm::StringRef key, const YamlNode &node, std::string &value, YamlMistakes &mistakes) {
  if (!isOfKind(node, YamlNode::Text, quoted(key), mistakes))
    return false;
  value = node.text;
  return true;
}

bool readValue(llvm::StringRef key, const YamlNode &node, bool &value, YamlMistakes &mistakes) {
  if (node.kind != YamlNode::Text || (node.text != "true" && node.text != "false"))
    return mustBe(quoted(key), node, "true or false", mistakes);
  value = node.text == "true";
  return true;
}

bool readValue(llvm::StringRef key, const YamlNode &node, unsigned &value, YamlMistakes &mistakes) {
  if (node.kind != YamlNode::Text || llvm::StringRef(node.text).getAsInteger(10, value))
    return mustBe(quoted(key), node, "a whole number", mistakes);
  return true;
}

bool readValue(llvm::StringRef key, const YamlNode &node, std::vector<std::string> &value, YamlMistakes &mistakes) {
  if (!isOfKind(node, YamlNode::List, quoted(key), mistakes))
    return false;
  for (const YamlNode &item : node.items) {
    if (!isOfKind(item, YamlNode::Text, "an entry of " + quoted(key), mistakes))
      return false;
    value.push_back(item.text);
  }
  return true;
}

YamlFields::YamlFields(const YamlNode &node, std::string of, YamlMistakes &mistakes)
    : node(node), of(std::move(of)), mistakes(mistakes),
      isMap(node.kind == YamlNode::Nothing || isOfKind(node, YamlNode::Map, this->of, mistakes)) {}

const YamlField *YamlFields::find(llvm::StringRef key) {
  asked.push_back(key.str());
  const auto found = llvm::find_if(node.fields, [&](const YamlField &field) { return field.key == key; });
  return found == node.fields.end() || found->value.kind == YamlNode::Nothing ? nullptr : &*found;
}

void YamlFields::missing(llvm::StringRef key) {
  mistakes.push_back({node.place, llvm::formatv("{0} needs the key '{1}'", of, key).str()});
}

void YamlFields::finish() {
  for (const YamlField &field : node.fields)
    if (!llvm::is_contained(asked, field.key))
      noteUnknown(field.place, "key", field.key, asked, mistakes);
}

} // namespace corolint
