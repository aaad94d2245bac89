#include "call_stack.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unwind.h>

#if AIO_HAS_BACKTRACE
#include <backtrace.h>
#endif

namespace aio::detail {

namespace {

struct Capture {
  CallStack stack{};
  std::size_t count = 0;
};

_Unwind_Reason_Code add_frame(_Unwind_Context *context, void *data) {
  auto &capture = *static_cast<Capture *>(data);
  capture.stack[capture.count++] = _Unwind_GetIP(context);
  return capture.count == capture.stack.size() ? _URC_END_OF_STACK : _URC_NO_REASON;
}

} // namespace

CallStack capture_stack() noexcept {
  Capture capture;
  _Unwind_Backtrace(add_frame, &capture);
  return capture.stack;
}

#if AIO_HAS_BACKTRACE

namespace {

/// Whether a mangled name is a user's: not of C, whose library comes with lines of its own start-up code, nor of aio,
/// the standard library, or a lambda in there.
bool is_users(std::string_view name) {
  if (!name.starts_with("_Z"))
    return name == "main";
  name.remove_prefix(std::min(name.find_first_not_of("NKROZL", 2), name.size()));
  return !name.starts_with("3aio") && !name.starts_with("St");
}

/// Finds the line; called for each function at an address, inlined ones first.
struct Search {
  unsigned skipped;
  SourceLine line;
};

int look_at(void *data, std::uintptr_t, const char *file, int line, const char *function) {
  auto &search = *static_cast<Search *>(data);
  if (!file || !function || !is_users(function))
    return 0;
  if (search.skipped > 0) {
    --search.skipped;
    return 0;
  }
  search.line = {file, static_cast<unsigned>(line)};
  return 1;
}

void ignore_error(void *, const char *, int) {} // No debug information: there is no line then.

} // namespace

SourceLine user_line(const CallStack &stack, unsigned skipped) {
  // Read once: it keeps an index of the whole program, and libbacktrace cannot give it back.
  static backtrace_state *const state = backtrace_create_state(nullptr, 1, ignore_error, nullptr);
  Search search{skipped, {}};
  for (const std::uintptr_t address : stack) {
    if (address == 0 || search.line.line != 0)
      break;
    // A return address is behind the call.
    backtrace_pcinfo(state, address - 1, look_at, ignore_error, &search);
  }
  return search.line;
}

#else

SourceLine user_line(const CallStack &, unsigned) { return {}; }

#endif

} // namespace aio::detail
