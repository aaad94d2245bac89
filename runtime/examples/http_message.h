// HTTP messages read from a stream: a request in the web server, a response in the client.
//
// http-parser does the parsing; this is what it takes to feed it from a coroutine.

#pragma once

#include <aio/coroutine.h>
#include <aio/stream.h>

#include <http_parser.h>
#include <optional>
#include <stdexcept>
#include <string>

namespace http {

struct Message {
  unsigned status = 0; // Of a response.
  std::string url;     // Of a request.
  std::string body;
  bool keep_alive = false;
};

/// Thrown for what is not HTTP.
class ParseError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Reads the messages of one side of a connection. Requests that come together are kept and given one by one.
class MessageReader {
public:
  MessageReader(aio::StreamReader reader, http_parser_type type);
  MessageReader(const MessageReader &) = delete;
  MessageReader &operator=(const MessageReader &) = delete;

  /// The next message, or nothing if the stream ended between two. The reader must outlive the coroutine.
  aio::Coroutine<std::optional<Message>> read();

private:
  bool parse(const char *data, std::size_t size);

  aio::StreamReader reader_;
  http_parser parser_;
  Message message_;
  std::string unparsed_; // Came behind the message that was given last.
  bool complete_ = false;
};

} // namespace http
