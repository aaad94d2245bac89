// Several exceptions that are thrown as one.
//
// A TaskGroup can fail in more than one of its tasks; none of the errors is lost.

#pragma once

#include <exception>
#include <stdexcept>
#include <vector>

namespace aio {

/// what() tells how many there are and what the first says. Never holds a CancelledError.
class ExceptionGroup : public std::runtime_error {
public:
  /// `exceptions` must not be empty.
  explicit ExceptionGroup(std::vector<std::exception_ptr> exceptions);

  /// In the order in which they were thrown.
  [[nodiscard]] const std::vector<std::exception_ptr> &exceptions() const noexcept { return exceptions_; }

private:
  std::vector<std::exception_ptr> exceptions_;
};

} // namespace aio
