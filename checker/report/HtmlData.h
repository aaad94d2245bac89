// The findings as data for the script of the HTML report.
//
// The page of a large code base has thousands of findings; the script makes elements of the few that are looked at.
// All text is escaped against control characters here, and put into text nodes there.
#pragma once

#include "Sink.h"

#include <string>

namespace corolint {

/// One JSON object, ASCII only and without '<', so that it may stand in a script element. Its form:
///
///     {"rules": [id], "files": [{"path", "blocks": [[first line's number, line, ...]]}],
///      "findings": [{"rule", "severity", "file", "line", "column", "message", "symbol", "id", "marks", "steps",
///                    "fixes"}]}
///
/// 'rule' and 'file' are indices; 'marks' are [line, from, to] in UTF-16 units of the line as it is in 'blocks'; a
/// step has file, line, message and marks; a fix has title, safe, and in 'files' path and rows [sign, number, text].
std::string htmlData(const Report &report, SourceText &sources, const OutputContext &context);

} // namespace corolint
