// The spellings of LibraryData.h's enumerations, for its reader.
//
// Apart from LibraryData.h, which the whole checker includes, because only the reader needs the tables whole.
#pragma once

#include "LibraryData.h"
#include "support/YamlFields.h"

#include <llvm/ADT/ArrayRef.h>

#include <type_traits>

namespace corolint {

template <typename Enum> struct Named {
  llvm::StringRef name;
  Enum value;
};

/// The table of the enumeration that the argument belongs to; its value does not count.
llvm::ArrayRef<Named<Role>> namesOf(Role);
llvm::ArrayRef<Named<BlockKind>> namesOf(BlockKind);
llvm::ArrayRef<Named<TypeRole>> namesOf(TypeRole);
llvm::ArrayRef<Named<Start>> namesOf(Start);
llvm::ArrayRef<Named<Drop>> namesOf(Drop);

/// Reads the value of `key` as support/YamlFields.h reads texts and numbers.
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
  noteNotOneOf(node.place, key, text, names, mistakes);
  return false;
}

} // namespace corolint
