#include "Finding.h"

#include <array>

namespace corolint {

// In the order of the enumerators.
constexpr std::array<const char *, 4> severityNames = {"off", "hint", "warning", "error"};

const char *severityName(Severity severity) { return severityNames[static_cast<std::size_t>(severity)]; }

std::optional<Severity> severityFromName(std::string_view name) {
  for (std::size_t i = 0; i < severityNames.size(); ++i)
    if (name == severityNames[i])
      return static_cast<Severity>(i);
  return std::nullopt;
}

} // namespace corolint
