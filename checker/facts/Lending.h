// Work that goes on when what was lent to it is gone: how it is found (FunctionFacts::danglingLoans), and told.
//
// The rules about dangling arguments, wrappers and objects share one question and differ in what is lent and how the
// work gets away: one search answers it for all of them.
#pragma once

#include "Facts.h"

namespace corolint {

/// 'the temporary' or ''name'', for messages.
std::string lentName(const Borrow &borrow);

/// Whether what dangles hangs on the body of a callee that this unit does not show.
bool isOpen(const Dangling &loan);

/// How the callee uses what it got: '(line 12)' with what it was suspended by, or that its body is not shown.
std::string describeUse(const LateUse &late, const Places &places);

} // namespace corolint
