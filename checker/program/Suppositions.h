// Findings that hang on a function whose body another unit has.
//
//     a.cpp   return send(text);                  'text' dies here: is it used after that? 'send' is only declared
//     b.cpp   Task<> send(const Text &t) {...}    the first suspension comes before the use of 't'
//
// A unit asks, the others answer, the link puts both together: what is supposed becomes certain, or goes.
#pragma once

#include "report/Finding.h"

#include <string>
#include <vector>

namespace corolint {

enum class Query {
  UsesLate, // of a parameter or the object: whether it is used when the caller may have gone on
  MayFail,  // whether the work may end with an error
};

/// What is asked of which function.
struct Question {
  static constexpr unsigned object = ~0U;

  std::string function; // its key
  Query query = Query::UsesLate;
  unsigned parameter = 0; // with UsesLate; or `object`
  auto operator<=>(const Question &) const = default;
};

/// What a body tells of its function.
struct Answered {
  Question question;
  bool holds = false;
  Span where;       // with `holds`: what makes it so,
  std::string how;  // for messages: 'uses it after its first suspension (line 12 of store.cpp)',
  std::string step; // and for the path: 'it is used here'
  auto operator<=>(const Answered &) const = default;
};

/// A finding that hangs on an answer.
struct Supposition {
  /// Stands in `message` for Answered::how.
  static constexpr char how = '\x1f';

  Question question;
  std::string rule;
  Span span;
  std::string message;
  std::vector<Step> path;
  std::string symbol;
  std::string shown; // the unit's own finding there as long as there is no answer; empty: none
  unsigned tier = 0; // engine/Rule.h's Tier, with the answer that it holds
  auto operator<=>(const Supposition &) const = default;
};

/// What came of one.
struct Settled {
  const Supposition *supposition;
  const Answered *answer;
};

/// Of all units together: those that have an answer. A function that units define differently counts as what holds.
std::vector<Settled> settle(const std::vector<Supposition> &open, std::vector<Answered> &answers);

} // namespace corolint
