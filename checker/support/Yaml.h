// YAML as a plain tree in which every node knows its place.
//
// llvm/Support/YAMLTraits.h stops at the first mistake and knows no place of a key, and llvm/Support/YAMLParser.h can
// be walked only once and in order. Files that people write by hand deserve all mistakes at once, each with line and
// column, so the document becomes a tree first; YamlFields.h reads it. Anchors, aliases, tags and further documents
// are refused: the files need none.
#pragma once

#include "LineIndex.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <optional>
#include <string>
#include <vector>

namespace corolint {

struct YamlMistake {
  LineColumn place;
  std::string what;
  auto operator<=>(const YamlMistake &) const = default;
};

using YamlMistakes = std::vector<YamlMistake>;

struct YamlField;

struct YamlNode {
  enum Kind { Nothing, Text, List, Map } kind = Nothing; // Nothing: absent, '~' or 'null'
  LineColumn place;                                      // of Nothing: where its key is
  std::string text;                                      // of a Text, without quotes and escapes
  std::vector<YamlNode> items;                           // of a List
  std::vector<YamlField> fields;                         // of a Map, in the order of the file
};

struct YamlField {
  std::string key;
  LineColumn place;
  YamlNode value;
};

/// The one document of `text`, Nothing where it is empty. Nothing is returned where its syntax is wrong; then, and
/// where a key is given twice, `mistakes` says so. Never crashes, whatever the text; nesting beyond 32 levels is a
/// mistake.
std::optional<YamlNode> parseYaml(llvm::StringRef text, YamlMistakes &mistakes);

/// All mistakes in the order of the file, each a line `path:line:column: what`. There is at least one.
llvm::Error yamlError(llvm::StringRef path, YamlMistakes mistakes);

} // namespace corolint
