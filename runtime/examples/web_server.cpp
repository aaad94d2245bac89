// A web server: GET / says hello, everything else is not found. Connections stay open for further requests.
//
//     aio_web_server [port]     # until Ctrl-C
//
// Idle connections cost no thread, only a task and their buffers: see runtime/bench/connections.py.

#include "http_message.h"

#include <aio/aio.h>

#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <system_error>

using namespace std::chrono_literals;

static std::string respond(const http::Message &request) {
  const bool found = request.url == "/";
  const std::string body = found ? "hello\n" : "not found\n";
  return std::string("HTTP/1.1 ") + (found ? "200 OK" : "404 Not Found") +
         "\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(body.size()) +
         (request.keep_alive ? "" : "\r\nConnection: close") + "\r\n\r\n" + body;
}

static aio::Coroutine<> answer_requests(aio::StreamReader reader, aio::StreamWriter writer) {
  http::MessageReader requests(reader, HTTP_REQUEST);
  while (true) {
    const std::optional<http::Message> request = co_await aio::wait_for(requests.read(), 60s);
    if (!request)
      co_return;
    writer.write(respond(*request));
    co_await aio::wait_for(writer.drain(), 60s);
    if (!request->keep_alive)
      co_return;
  }
}

static aio::Coroutine<> serve(aio::StreamReader reader, aio::StreamWriter writer) {
  try {
    co_await answer_requests(reader, writer);
  } catch (const http::ParseError &) {
    writer.write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  } catch (const aio::TimeoutError &) { // The peer fell asleep.
  } catch (const std::system_error &) { // The peer went away.
  }
  writer.close();
}

static aio::Coroutine<> listen(std::uint16_t port) {
  const aio::Server server = aio::start_server(serve, "127.0.0.1", port);
  std::printf("listening on port %u\n", server.port());
  std::fflush(stdout); // Who started the program waits for the line.
  co_await server.serve_forever();
}

/// As many connections as the system allows.
static void raise_descriptor_limit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int main(int count, char **arguments) {
  raise_descriptor_limit();
  aio::run(listen(static_cast<std::uint16_t>(count > 1 ? std::atoi(arguments[1]) : 8080)));
}
