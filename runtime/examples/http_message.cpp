#include "http_message.h"

#include <utility>

namespace http {

// http-parser calls these while it parses; `data` is the message to fill.
static Message &message_of(http_parser *parser) { return *static_cast<Message *>(parser->data); }

static int add_url(http_parser *parser, const char *text, std::size_t size) {
  message_of(parser).url.append(text, size);
  return 0;
}

static int add_body(http_parser *parser, const char *text, std::size_t size) {
  message_of(parser).body.append(text, size);
  return 0;
}

static int complete(http_parser *parser) {
  message_of(parser).status = parser->status_code;
  message_of(parser).keep_alive = http_should_keep_alive(parser) != 0;
  http_parser_pause(parser, 1); // What follows is the next message.
  return 0;
}

static http_parser_settings callbacks() {
  http_parser_settings settings;
  http_parser_settings_init(&settings);
  settings.on_url = add_url;
  settings.on_body = add_body;
  settings.on_message_complete = complete;
  return settings;
}

MessageReader::MessageReader(aio::StreamReader reader, http_parser_type type) : reader_(std::move(reader)) {
  http_parser_init(&parser_, type);
  parser_.data = &message_;
}

/// Returns whether the message is complete. Keeps what comes behind it.
bool MessageReader::parse(const char *data, std::size_t size) {
  static const http_parser_settings settings = callbacks();
  const std::size_t parsed = http_parser_execute(&parser_, &settings, data, size);
  const http_errno error = HTTP_PARSER_ERRNO(&parser_);
  if (error != HPE_OK && error != HPE_PAUSED)
    throw ParseError(http_errno_description(error));
  complete_ = error == HPE_PAUSED;
  if (complete_)
    http_parser_pause(&parser_, 0);
  unparsed_.assign(data + parsed, size - parsed);
  return complete_;
}

aio::Coroutine<std::optional<Message>> MessageReader::read() {
  message_ = {};
  bool begun = !unparsed_.empty();
  for (std::string data = std::exchange(unparsed_, {}); data.empty() || !parse(data.data(), data.size());) {
    data = co_await reader_.read(16'384);
    begun |= !data.empty();
    if (!data.empty())
      continue;
    if (!begun)
      co_return std::nullopt;
    if (!parse(nullptr, 0)) // The end of the stream may end a message.
      throw ParseError("the stream ended inside of a message");
    break;
  }
  co_return std::move(message_);
}

} // namespace http
