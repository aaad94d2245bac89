#include <aio/exception_context.h>

#include <aio/errors.h>

#include <cstdio>

namespace aio {

std::string detail::text_of(const std::exception_ptr &exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const std::exception &error) {
    return error.what();
  } catch (const CancelledError &error) {
    return error.what();
  } catch (...) {
    return "an exception of unknown type";
  }
}

std::string describe(const ExceptionContext &context) {
  std::string text(context.message);
  if (!context.task.empty())
    text += ": '" + context.task + "'";
  if (context.exception)
    text += ": " + detail::text_of(context.exception);
  return text;
}

void detail::print_exception(const ExceptionContext &context) noexcept {
  try {
    std::fprintf(stderr, "aio: %s\n", describe(context).c_str());
  } catch (...) { // No memory for the text.
    std::fputs("aio: an exception could not be described\n", stderr);
  }
}

} // namespace aio
