#include <aio/exception_context.h>

#include "json.h"

#include <aio/errors.h>

#include <cstdio>
#include <cstdlib>

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

std::string detail::place_of(const std::source_location &where) {
  if (where.line() == 0)
    return {};
  return std::string(where.file_name()) + ':' + std::to_string(where.line());
}

std::string detail::place_of(const SourceLine &line) {
  return line.line == 0 ? std::string() : line.file + ':' + std::to_string(line.line);
}

std::string describe(const ExceptionContext &context) {
  std::string text(context.message);
  if (!context.task.empty())
    text += ": '" + context.task + "'";
  if (context.exception)
    text += ": " + detail::text_of(context.exception);
  if (context.called.line != 0)
    text += ", called at " + detail::place_of(context.called);
  if (context.where.line() != 0)
    text += ", created at " + detail::place_of(context.where);
  return text;
}

std::string describe_json(const ExceptionContext &context) {
  detail::JsonWriter json;
  json.add_text("message", context.message);
  if (!context.task.empty())
    json.add_text("task", context.task);
  if (context.exception)
    json.add_text("exception", detail::text_of(context.exception));
  if (context.where.line() != 0) {
    json.add_text("file", context.where.file_name());
    json.add("line", std::to_string(context.where.line()));
    json.add_text("function", context.where.function_name());
  }
  if (context.called.line != 0) {
    json.add_text("called_file", context.called.file);
    json.add("called_line", std::to_string(context.called.line));
  }
  return json.object();
}

void detail::print_exception(const ExceptionContext &context) noexcept {
  try {
    const char *const mode = std::getenv("AIO_DEBUG");
    if (mode && std::string_view(mode) == "json")
      std::fprintf(stderr, "%s\n", describe_json(context).c_str());
    else
      std::fprintf(stderr, "aio: %s\n", describe(context).c_str());
  } catch (...) { // No memory for the text.
    std::fputs("aio: an exception could not be described\n", stderr);
  }
}

} // namespace aio
