// Which line of the user's source called into aio.
//
// A source_location tells that where it is a parameter. Calling a coroutine, and a function with any number of
// arguments, have no room for one: debug mode keeps return addresses instead, and reads their lines from the
// program's debug information when it has something to report. Without that (-g), or without libbacktrace, there is
// no line.

#pragma once

#include <aio/exception_context.h>

#include <array>
#include <cstdint>

namespace aio::detail {

/// The innermost return addresses of a thread; 0 where there are no more.
using CallStack = std::array<std::uintptr_t, 16>;

CallStack capture_stack() noexcept;

/// Where aio's headers are, with a slash at the end.
std::string_view include_folder() noexcept;

/// The innermost line outside of aio and the standard library, after `skipped` functions there. Line 0 if it is not
/// known.
SourceLine user_line(const CallStack &stack, unsigned skipped = 0);

} // namespace aio::detail
