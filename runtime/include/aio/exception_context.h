// What the loop tells its exception handler: an error that no caller is there to catch.
//
// Such errors are an exception out of a callback, the exception of a task whose result nobody read, and a task that
// its loop had to destroy before it was done.

#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace aio {

/// Valid during the call of the handler.
struct ExceptionContext {
  std::string_view message;     // What happened: "task exception was never retrieved".
  std::exception_ptr exception; // Null when there is none: a task destroyed while pending.
  std::string task;             // The name of the task concerned, empty if there is none.
};

/// `context` in a line: the message, the task, and what() of the exception.
[[nodiscard]] std::string describe(const ExceptionContext &context);

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

/// Writes the description to stderr: what a loop without a handler does, and what happens when there is no loop.
void print_exception(const ExceptionContext &context) noexcept;

} // namespace detail
} // namespace aio
