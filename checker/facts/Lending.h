// Work that goes on when what was lent to it is gone.
//
// The rules about dangling arguments, wrappers and objects share one question and differ in what is lent and how the
// work gets away: they read the answers here.
#pragma once

#include "Facts.h"
#include "flow/Borrows.h"

namespace corolint {

struct Dangling {
  const clang::Expr *call; // makes the work
  const clang::FunctionDecl *callee;
  Borrow borrow; // what dies too early
  TaskLife life; // of the work

  // Nothing but the declaration of the callee speaks for the use, and functions that look so mostly copy what they need
  // before they return.
  bool isGuess = false;
};

/// Every loan of the body that ends before the work does. Loans to callees that the unit does not show count where the
/// work is returned, since whoever awaits it does so later.
std::vector<Dangling> danglingLoans(const FunctionFacts &function);

/// 'the temporary' or ''name'', for messages.
std::string lentName(const Borrow &borrow);

/// How the callee uses what it got: '(line 12)' with what it was suspended by, or that its body is not shown.
std::string describeUse(const LateUse &late, const Places &places);

} // namespace corolint
