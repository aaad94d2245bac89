// What a use of a task, future or other piece of work does to it.
//
//     if (f.failed())              Looks
//       log(f.get_exception());    Consumes, as the library's data says
//     co_await std::move(f);       Consumes
//     keep(f);                     Hands over: whoever has it now may consume it
//     f = save();                  Assigns
//
// Told by types: const members that return a plain value look; awaits, members for rvalues and members that return
// other work consume.
#pragma once

#include "FlowGraph.h"
#include "model/AsyncModel.h"

namespace corolint {

enum class Consumption { Looks, Consumes, HandsOver, Assigns };

/// `use` is a Use of a place whose value is work.
Consumption consumptionOf(const Event &use, const FlowGraph &graph, AsyncModel &model);

/// Whether the class of `type` awaits lvalues otherwise than rvalues: awaiting an lvalue then leaves the result in it.
bool keepsResultOfLvalues(clang::QualType type);

} // namespace corolint
