// Reads one YAML mapping field by field and notes every mistake with its place and, for names, what was meant.
//
//   YamlFields fields(node, "a type", mistakes);
//   fields.required("names", entry.names);
//   fields.optional("start", entry.start);
//   fields.finish();                          // whatever was not asked for is an unknown key
#pragma once

#include "LibraryNames.h"
#include "YamlTree.h"

#include <llvm/Support/FormatVariadic.h>

namespace corolint {

using YamlMistakes = std::vector<YamlMistake>;

/// Each reads the value of `key`; false and a mistake where it is of another shape.
bool readValue(llvm::StringRef key, const YamlNode &node, std::string &value, YamlMistakes &mistakes);
bool readValue(llvm::StringRef key, const YamlNode &node, bool &value, YamlMistakes &mistakes);
bool readValue(llvm::StringRef key, const YamlNode &node, unsigned &value, YamlMistakes &mistakes);
bool readValue(llvm::StringRef key, const YamlNode &node, std::vector<std::string> &value, YamlMistakes &mistakes);

/// The mistake of a name that is none of `names`.
std::string notOneOf(llvm::StringRef key, llvm::StringRef name, const std::vector<std::string> &names);

template <typename Enum>
  requires std::is_enum_v<Enum>
bool readValue(llvm::StringRef key, const YamlNode &node, Enum &value, YamlMistakes &mistakes) {
  std::string text;
  if (!readValue(key, node, text, mistakes))
    return false;
  std::vector<std::string> names;
  for (const Named<Enum> &named : namesOf(Enum())) {
    if (named.name == text) {
      value = named.value;
      return true;
    }
    names.push_back(named.name.str());
  }
  mistakes.push_back({node.place, notOneOf(key, text, names)});
  return false;
}

template <typename T>
bool readValue(llvm::StringRef key, const YamlNode &node, std::optional<T> &value, YamlMistakes &mistakes) {
  return readValue(key, node, value.emplace(), mistakes);
}

/// `of` names the mapping in messages: 'a function', 'the file'. Single use: ask for each field, then finish().
class YamlFields {
public:
  YamlFields(const YamlNode &node, std::string of, YamlMistakes &mistakes);

  /// Both return the field where it was there and right, else null.
  template <typename T> const YamlField *required(llvm::StringRef key, T &value) {
    const YamlField *field = find(key);
    if (!field && isMapping)
      missing(key);
    return field && readValue(key, field->value, value, mistakes) ? field : nullptr;
  }

  template <typename T> const YamlField *optional(llvm::StringRef key, T &value) {
    const YamlField *field = find(key);
    return field && readValue(key, field->value, value, mistakes) ? field : nullptr;
  }

  /// The field itself, for values that are mappings or lists of mappings.
  const YamlField *find(llvm::StringRef key);

  /// Notes keys that nobody asked for and keys given twice.
  void finish();

private:
  void missing(llvm::StringRef key);

  const YamlNode &node;
  std::string of;
  YamlMistakes &mistakes;
  bool isMapping;
  std::vector<std::string> asked;
};

} // namespace corolint
