// What the loop tells its exception handler: an error that no caller is there to catch.
//
// Such errors are an exception out of a callback, the exception of a task whose result nobody read, and a task that
// its loop had to destroy before it was done; in debug mode (aio/debug.h) also what debug mode finds.

#pragma once

#include <exception>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>

namespace aio {

/// A line of the program; number 0 if it is not known.
struct SourceLine {
  std::string file;
  unsigned line = 0;
};

/// Valid during the call of the handler.
struct ExceptionContext {
  std::string_view message;     // What happened: "task exception was never retrieved".
  std::exception_ptr exception; // Null when there is none: a task destroyed while pending.
  std::string task;             // The name of the task concerned, empty if there is none.
  std::source_location where;   // Where what is concerned was created; line 0 if that is not known.
  SourceLine called = {};       // Where a coroutine was called, if debug mode and debug information tell.
};

/// `context` in a line: the message, the task, what() of the exception, and the place.
[[nodiscard]] std::string describe(const ExceptionContext &context);

/// The same as an object of JSON in one line, with the keys message, task, exception, file, line, function, called_file
/// and called_line; those that are not known are left out.
[[nodiscard]] std::string describe_json(const ExceptionContext &context);

namespace detail {

/// A handler that somebody set; see EventLoop::set_exception_handler.
class ExceptionHandler {
public:
  virtual ~ExceptionHandler() = default;
  virtual void handle(const ExceptionContext &context) = 0;
};

template <class F> class HandlerOf final : public ExceptionHandler {
public:
  explicit HandlerOf(F function) : function_(std::move(function)) {}
  void handle(const ExceptionContext &context) override { function_(context); }

private:
  F function_;
};

/// What the exception says about itself.
std::string text_of(const std::exception_ptr &exception);

/// 'file:line', empty if the line is not known.
std::string place_of(const std::source_location &where);
std::string place_of(const SourceLine &line);

/// Writes the description to stderr: what a loop without a handler does, and what happens when there is no loop. As
/// JSON if the environment says AIO_DEBUG=json.
void print_exception(const ExceptionContext &context) noexcept;

} // namespace detail
} // namespace aio
