// The parts of the HTML report that need no script: counts as charts, what was not checked, all findings in short, the
// rules' pages.
//
// A reader without JavaScript, a mail client's preview and a printer still get the whole message.
#pragma once

#include "Sink.h"

#include <string>

namespace corolint {

/// '22 findings, 3 not checked'.
std::string htmlHeadline(const Report &report);

/// What was not checked, and why; empty where everything was.
std::string htmlProblems(const Report &report, const OutputContext &context);

/// Charts: findings by severity, rule and folder. Each bar names what to filter by in data attributes.
std::string htmlOverview(const Report &report, const OutputContext &context);

/// One line a finding.
std::string htmlList(const Report &report, SourceText &sources, const OutputContext &context);

/// The pages of the rules that found something.
std::string htmlRules(const Report &report, const OutputContext &context);

} // namespace corolint
