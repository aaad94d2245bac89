// Fetches several pages at once, each with a limit in time, and tells of those that failed.
//
//     aio_http_client host port path...    # without arguments, from a server of its own

#include "http_message.h"

#include <aio/aio.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace std::chrono_literals;

struct Site {
  std::string host;
  std::uint16_t port;
};

static aio::Coroutine<http::Message> fetch(Site site, std::string path) {
  auto [reader, writer] = co_await aio::open_connection(site.host, site.port);
  writer.write("GET " + path + " HTTP/1.1\r\nHost: " + site.host + "\r\nConnection: close\r\n\r\n");
  http::MessageReader responses(reader, HTTP_RESPONSE);
  std::optional<http::Message> response = co_await responses.read();
  writer.close();
  if (!response)
    throw http::ParseError("the server closed the connection without an answer");
  co_return std::move(*response);
}

static std::string reason_of(const std::exception_ptr &error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception &exception) {
    return exception.what();
  }
}

static aio::Coroutine<> fetch_all(Site site, std::vector<std::string> paths) {
  std::vector<aio::Coroutine<http::Message>> fetches;
  fetches.reserve(paths.size());
  for (const std::string &path : paths)
    fetches.push_back(aio::wait_for(fetch(site, path), 5s));
  const auto pages = co_await aio::gather(aio::return_exceptions, std::move(fetches));
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (pages[i])
      std::printf("%s: %u, %zu bytes\n", paths[i].c_str(), pages[i].value().status, pages[i].value().body.size());
    else if (pages[i].exception())
      std::printf("%s: %s\n", paths[i].c_str(), reason_of(pages[i].exception()).c_str());
  }
}

/// Answers with as many letters as the path is long; '/broken' with what is not HTTP.
static aio::Coroutine<> serve(aio::StreamReader reader, aio::StreamWriter writer) {
  http::MessageReader requests(reader, HTTP_REQUEST);
  const std::optional<http::Message> request = co_await aio::wait_for(requests.read(), 5s);
  if (request && request->url == "/broken")
    writer.write("no HTTP\r\n\r\n");
  else if (request)
    writer.write("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(request->url.size()) +
                 "\r\nConnection: close\r\n\r\n" + std::string(request->url.size(), 'x'));
  writer.close();
}

// No coroutine: g++ 12 gets braces in a co_await expression wrong.
static aio::Coroutine<> fetch_samples(std::uint16_t port) {
  return fetch_all({"127.0.0.1", port}, {"/", "/news", "/broken", "/about/us"});
}

static aio::Coroutine<> demonstrate() {
  const aio::Server server = aio::start_server(serve, "127.0.0.1", 0);
  co_await fetch_samples(server.port());
  server.close();
}

int main(int count, char **arguments) {
  if (count < 4)
    return aio::run(demonstrate()), 0;
  const Site site{arguments[1], static_cast<std::uint16_t>(std::atoi(arguments[2]))};
  aio::run(fetch_all(site, std::vector<std::string>(arguments + 3, arguments + count)));
}
