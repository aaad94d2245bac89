// YAML as a plain tree in which every node knows its place.
//
// llvm::yaml::Input maps documents onto structures, but it knows no place of a key, reports unknown keys in the order
// of a hash table and recurses as deep as the document does. So, like clangd's config, this reads the nodes of
// llvm/Support/YAMLParser.h, and it says file, line and column for whatever is wrong.
#pragma once

#include "LineIndex.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace corolint {

struct YamlEntry;

struct YamlValue {
  enum Kind { Null, Scalar, List, Map } kind = Null; // Null: nothing, '~' or 'null'
  std::string text;                                  // of a Scalar, without quotes and escapes
  std::vector<YamlValue> items;                      // of a List
  std::vector<YamlEntry> entries;                    // of a Map, in the order of the file, each key once
  LineColumn place;                                  // of a List or Map: where its first item is
};

struct YamlEntry {
  YamlValue key; // a Scalar
  YamlValue value;
};

/// Parses one document; an empty text gives Null. The error is one line: `path:line:column: what`. Aliases, keys that
/// are no scalars and nesting deeper than any config needs are errors too.
llvm::Expected<YamlValue> readYaml(llvm::StringRef path, llvm::StringRef text);

/// The error `path:line:column: what`, on one line whatever `what` quotes.
llvm::Error errorAt(llvm::StringRef path, LineColumn place, llvm::StringRef what);

} // namespace corolint
