#include "call_stack.h"

#include <aio/detail/debug_hooks.h>

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

std::string_view include_folder() noexcept {
  const std::string_view header = debug_hooks_header;
  return header.substr(0, header.rfind("detail/"));
}

CallStack capture_stack() noexcept {
  Capture capture;
  _Unwind_Backtrace(add_frame, &capture);
  return capture.stack;
}

#if AIO_HAS_BACKTRACE

namespace {

/// Whether a mangled name is not of aio, the standard library, or a lambda in there.
bool is_users(std::string_view name) {
  name.remove_prefix(std::min(name.find_first_not_of("NKROZL", 2), name.size()));
  return !name.starts_with("3aio") && !name.starts_with("St");
}

/// Whether a function without a mangled name is a user's. g++ gives none to what other units do not see, such as a
/// lambda, so the file tells: it is not C, whose library comes with lines of its own start-up code, nor in the folders
/// of aio and the standard library.
bool is_users_file(std::string_view file) {
  constexpr std::string_view here = __FILE__; // May be relative, where the debug information is not.
  const auto is_in = [file](std::string_view folder) { return file.find(folder) != file.npos; };
  return !file.ends_with(".c") && !file.ends_with(".S") && !is_in(include_folder()) &&
         !is_in(here.substr(0, here.rfind("call_stack"))) && !is_in("/include/c++/");
}

bool is_users(std::string_view name, std::string_view file) {
  return name.starts_with("_Z") ? is_users(name) : name == "main" || is_users_file(file);
}

/// Finds the line; called for each function at an address, inlined ones first.
struct Search {
  unsigned skipped;
  SourceLine line;
};

int look_at(void *data, std::uintptr_t, const char *file, int line, const char *function) {
  auto &search = *static_cast<Search *>(data);
  if (!file || !function || !is_users(function, file))
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
