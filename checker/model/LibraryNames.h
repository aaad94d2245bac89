// The spellings of LibraryData.h's enumerations, for its reader.
//
// Apart from LibraryData.h, which the whole checker includes, because only the reader needs the tables whole.
#pragma once

#include "LibraryData.h"

#include <llvm/ADT/ArrayRef.h>

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

} // namespace corolint
