// Where coroutines tell debug mode about themselves.
//
// Debug mode closes the pool of its thread, so a coroutine need not ask for anything else than the pool does: these
// are called when it is closed. They do nothing unless the running loop is in debug mode.

#pragma once

#include <aio/detail/frame_pool.h>

#include <source_location>

namespace aio::detail {

class PromiseBase;

/// Tells coroutines of aio's own headers from a user's.
inline constexpr const char *debug_hooks_header = __FILE__;

/// Whether to call the functions below.
inline bool debugging() noexcept { return !frame_pool.open; }

void note_created(const PromiseBase &promise, std::source_location where) noexcept;
void note_await(const PromiseBase &promise, std::source_location where) noexcept;
void note_started(const PromiseBase &promise) noexcept; // Made a task, or asked for a value.
void note_destroyed(const PromiseBase &promise) noexcept;

/// Closes and opens the pool of this thread, which debug mode does for as long as its loop runs.
void close_pool() noexcept;
void open_pool() noexcept;

} // namespace aio::detail
