#include "YamlFields.h"

#include "support/Suggest.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringSet.h>

namespace corolint {

static bool wrongShape(llvm::StringRef key, const YamlNode &node, const char *wanted, YamlMistakes &mistakes) {
  mistakes.push_back({node.place, llvm::formatv("'{0}' must be {1}", key, wanted).str()});
  return false;
}

bool readValue(llvm::StringRef key, const YamlNode &node, std::string &value, YamlMistakes &mistakes) {
  if (node.kind != YamlNode::Kind::Text)
    return wrongShape(key, node, "text", mistakes);
  value = node.text;
  return true;
}

bool readValue(llvm::StringRef key, const YamlNode &node, bool &value, YamlMistakes &mistakes) {
  if (node.kind != YamlNode::Kind::Text || (node.text != "true" && node.text != "false"))
    return wrongShape(key, node, "true or false", mistakes);
  value = node.text == "true";
  return true;
}

bool readValue(llvm::StringRef key, const YamlNode &node, unsigned &value, YamlMistakes &mistakes) {
  if (node.kind != YamlNode::Kind::Text || llvm::StringRef(node.text).getAsInteger(10, value))
    return wrongShape(key, node, "a whole number", mistakes);
  return true;
}

bool readValue(llvm::StringRef key, const YamlNode &node, std::vector<std::string> &value, YamlMistakes &mistakes) {
  if (node.kind != YamlNode::Kind::List || node.items.empty())
    return wrongShape(key, node, "a list of names: [a, b]", mistakes);
  for (const YamlNode &item : node.items)
    if (!readValue(key, item, value.emplace_back(), mistakes))
      return false;
  return true;
}

std::string notOneOf(llvm::StringRef key, llvm::StringRef name, const std::vector<std::string> &names) {
  const std::string meant = didYouMean(name, names);
  const std::string way = meant.empty() ? "; it is one of " + llvm::join(names, ", ") : meant;
  return llvm::formatv("'{0}' cannot be '{1}'{2}", key, name, way).str();
}

YamlFields::YamlFields(const YamlNode &node, std::string of, YamlMistakes &mistakes)
    : node(node), of(std::move(of)), mistakes(mistakes), isMapping(node.kind == YamlNode::Kind::Mapping) {
  if (!isMapping)
    mistakes.push_back({node.place, llvm::formatv("{0} must be a mapping of keys to values", this->of).str()});
}

const YamlField *YamlFields::find(llvm::StringRef key) {
  asked.push_back(key.str());
  const auto found = llvm::find_if(node.fields, [&](const YamlField &field) { return field.key == key; });
  return found == node.fields.end() ? nullptr : &*found;
}

void YamlFields::missing(llvm::StringRef key) {
  mistakes.push_back({node.place, llvm::formatv("{0} needs the key '{1}'", of, key).str()});
}

void YamlFields::finish() {
  llvm::StringSet<> seen;
  for (const YamlField &field : node.fields) {
    if (!llvm::is_contained(asked, field.key))
      mistakes.push_back(
          {field.place, llvm::formatv("{0} has no key '{1}'{2}", of, field.key, didYouMean(field.key, asked)).str()});
    else if (!seen.insert(field.key).second)
      mistakes.push_back({field.place, llvm::formatv("the key '{0}' is given twice", field.key).str()});
  }
}

} // namespace corolint
