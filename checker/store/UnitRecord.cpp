#include "UnitRecord.h"

#include "UnitFields.h"
#include "support/Error.h"

namespace corolint {

static constexpr llvm::StringLiteral kind = "unit";

std::string encodeUnit(const UnitResult &unit, llvm::StringRef root) { return encode(kind, unit, root); }

llvm::Expected<UnitResult> decodeUnit(llvm::StringRef bytes, llvm::StringRef root) {
  UnitResult unit;
  if (decode(kind, bytes, root, unit))
    return unit;
  return error("the record of a unit is cut, damaged or of another version of corolint; check the unit again");
}

} // namespace corolint
