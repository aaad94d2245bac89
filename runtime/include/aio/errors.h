// What the runtime throws.
//
// CancelledError stands outside std::exception on purpose: a handler for errors, `catch (const std::exception &)`,
// must not swallow a request to stop. The others are ordinary errors and name the operation that failed.

#pragma once

#include <stdexcept>

namespace aio {

/// Thrown at the suspension point of a task that was cancelled, and by everything that reads a cancelled future.
/// A handler that catches it cleans up and throws it on.
class CancelledError {
public:
  const char *what() const noexcept { return "cancelled"; }
};

/// Thrown by run() and Runner::run when Ctrl-C has ended the main coroutine. As in Python it stands outside of the
/// ordinary errors, so that a program that goes on after every failed run can still be stopped.
class KeyboardInterrupt {
public:
  const char *what() const noexcept { return "interrupted"; }
};

/// The operation does not fit the state: a future set twice, a result read early, a coroutine awaited again.
class InvalidStateError : public std::logic_error {
public:
  using std::logic_error::logic_error;
};

/// The loop or the task that the operation needs is missing, or is the wrong one.
class RuntimeError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// A limit in time passed; thrown by wait_for.
class TimeoutError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

} // namespace aio
