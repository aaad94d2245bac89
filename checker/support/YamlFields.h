// Reads one map of a YAML tree field by field and notes every mistake with its place and, for names, what was meant.
//
//   YamlFields fields(node, "a type", mistakes);
//   fields.required("names", entry.names);
//   fields.optional("start", entry.start);
//   fields.finish();                          // whatever was not asked for is an unknown key
//
// One reader for whatever people write by hand, so that the same slip gets the same words everywhere.
#pragma once

#include "Yaml.h"

namespace corolint {

/// Whether `node` is of `kind`; else notes that `what` must be of that kind.
bool isOfKind(const YamlNode &node, YamlNode::Kind kind, llvm::StringRef what, YamlMistakes &mistakes);

/// Notes that `name` is no `kind` ('key', 'rule'), and the one of `names` that was probably meant.
void noteUnknown(LineColumn place, llvm::StringRef kind, llvm::StringRef name, llvm::ArrayRef<std::string> names,
                 YamlMistakes &mistakes);

/// The same for names so few that all are told where none is near.
void noteNotOneOf(LineColumn place, llvm::StringRef kind, llvm::StringRef name, llvm::ArrayRef<std::string> names,
                  YamlMistakes &mistakes);

/// Each reads the value of `key`; false and a mistake where it is of another shape.
bool readValue(llvm::StringRef key, const YamlNode &node, std::string &value, YamlMistakes &mistakes);
bool readValue(llvm::StringRef key, const YamlNode &node, bool &value, YamlMistakes &mistakes);
bool readValue(llvm::StringRef key, const YamlNode &node, unsigned &value, YamlMistakes &mistakes);
bool readValue(llvm::StringRef key, const YamlNode &node, std::vector<std::string> &value, YamlMistakes &mistakes);

template <typename T>
bool readValue(llvm::StringRef key, const YamlNode &node, std::optional<T> &value, YamlMistakes &mistakes) {
  return readValue(key, node, value.emplace(), mistakes);
}

/// `of` names the map in messages: 'a function', 'the file'. Nothing is a map without keys, and a key with nothing
/// behind it is as good as absent. Single use: ask for each field, then finish().
class YamlFields {
public:
  YamlFields(const YamlNode &node, std::string of, YamlMistakes &mistakes);

  /// Both return the field where it was there and right, else null.
  template <typename T> const YamlField *required(llvm::StringRef key, T &value) {
    const YamlField *field = find(key);
    if (!field && isMap)
      missing(key);
    return field && readValue(key, field->value, value, mistakes) ? field : nullptr;
  }

  template <typename T> const YamlField *optional(llvm::StringRef key, T &value) {
    const YamlField *field = find(key);
    return field && readValue(key, field->value, value, mistakes) ? field : nullptr;
  }

  /// The field itself, for values that are maps or lists of maps.
  const YamlField *find(llvm::StringRef key);

  /// Notes keys that nobody asked for.
  void finish();

private:
  void missing(llvm::StringRef key);

  const YamlNode &node;
  std::string of;
  YamlMistakes &mistakes;
  bool isMap;
  std::vector<std::string> asked;
};

} // namespace corolint
