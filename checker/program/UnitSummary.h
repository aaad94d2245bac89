// What other units must know of one: who calls whom, and which calls matter to whoever makes them.
//
// Plain values without Clang, so that it outlives the AST, is stored, and is put together with those of other units in
// any order (Program.h). Functions and slots go by keys that are the same in every unit.
#pragma once

#include "Suppositions.h"
#include "report/Finding.h"

#include <string>
#include <vector>

namespace corolint {

/// What a call names.
enum class CallKind {
  Direct,  // the function that runs
  Virtual, // a function whose overriders may run
  Slot,    // a variable or member that holds a callable
};

/// A callable among the arguments of a call.
struct GivenCallable {
  unsigned parameter = 0; // of the function that is called
  std::string value;      // the key of a function or slot
  auto operator<=>(const GivenCallable &) const = default;
};

struct CallSummary {
  CallKind kind = CallKind::Direct;
  std::string callee; // the key of a function or slot
  std::string name;   // for messages: ''cache::flush''
  Span span;
  bool onLoop = false;     // made in a coroutine or a callback of a loop, on the thread that others need
  bool inCallback = false; // of these: in a callback
  std::vector<GivenCallable> given;
  auto operator<=>(const CallSummary &) const = default;
};

/// A call that matters by itself, to one rule.
struct DeedSummary {
  std::string rule;
  std::string name;   // of what is called: ''fsync''
  std::string deed;   // 'waits for the disk'; empty where the rule needs none
  std::string remedy; // may be empty
  unsigned tier = 0;  // engine/Rule.h's Tier: how sure it is that it matters
  Span span;
  auto operator<=>(const DeedSummary &) const = default;
};

struct FunctionSummary {
  std::string key;
  std::string name;                       // ''cache::flush''
  std::string symbol;                     // as a Finding's; empty where it makes no call on a loop
  bool isLink = false;                    // calling it runs its body at once, on the caller's thread
  std::vector<unsigned> calledParameters; // callables that it gets and calls itself
  std::vector<DeedSummary> deeds;
  std::vector<CallSummary> calls;
  std::vector<std::string> overridden; // keys of the functions that it overrides, at any depth
  auto operator<=>(const FunctionSummary &) const = default;
};

/// A callable, or what another slot holds, is put into a slot.
struct SlotFill {
  std::string slot;
  std::string value; // the key of a function or of a slot
  auto operator<=>(const SlotFill &) const = default;
};

struct UnitSummary {
  std::vector<FunctionSummary> functions;
  std::vector<SlotFill> fills;
  std::vector<Answered> answers;
  std::vector<Supposition> suppositions;
};

} // namespace corolint
