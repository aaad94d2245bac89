// A YAML document as plain values that know their place in the text.
//
// llvm/Support/YAMLTraits.h stops at the first mistake and llvm/Support/YAMLParser.h can be walked only once and in
// order. Data that people write by hand deserves all mistakes at once, so the document becomes a tree first.
// Anchors, aliases, tags and further documents are refused: the files need none.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// Where something stands; line and column (in bytes) count from 1.
struct YamlPlace {
  unsigned line = 1, column = 1;
  auto operator<=>(const YamlPlace &) const = default;
};

struct YamlMistake {
  YamlPlace place;
  std::string text;
};

struct YamlField;

/// A text, a list or a mapping. An absent value ('key:' with nothing behind it) is Nothing.
struct YamlNode {
  enum class Kind { Nothing, Text, List, Mapping };
  Kind kind = Kind::Nothing;
  YamlPlace place;
  std::string text;              // Kind::Text, without quotes and escapes
  std::vector<YamlNode> items;   // Kind::List
  std::vector<YamlField> fields; // Kind::Mapping, in the order of the file; keys may repeat
};

struct YamlField {
  std::string key;
  YamlPlace place;
  YamlNode value;
};

/// The one document of `text`; nothing where its syntax is wrong, and then `mistakes` says where. Never crashes,
/// whatever the text; nesting beyond 32 levels is a mistake.
std::optional<YamlNode> parseYaml(llvm::StringRef text, std::vector<YamlMistake> &mistakes);

} // namespace corolint
