// A small service in the style of HTTP: log in, then GET, PUT and DELETE pages.

#include "session.h"

#include <algorithm>
#include <cstdio>
#include <list>

using namespace std::chrono_literals;

namespace service {

class Server {
public:
  explicit Server(std::string root) : storage_(std::move(root)), cache_(storage_) {}

  aio::Coroutine<> start(std::string database) {
    co_await storage_.connect(database);
    tasks_.push_back(aio::create_task(metrics_.run_for_ever(), "metrics"));
  }

  void accept(Connection &connection) {
    sessions_.emplace_back(connection, Services{storage_, cache_, metrics_});
    tasks_.push_back(aio::create_task(sessions_.back().run(), connection.peer()));
  }

  aio::Coroutine<> stop() {
    std::for_each(sessions_.begin(), sessions_.end(),
                  [](Session &session) -> aio::Coroutine<> { co_await session.close(); });
    for (const aio::Task<> &task : tasks_)
      task.cancel();
    try {
      co_await aio::wait_for(metrics_.publish(), 5s);
    } catch (const aio::TimeoutError &) {
      std::fputs("metrics are lost\n", stderr);
    }
  }

private:
  Storage storage_;
  Cache cache_;
  Metrics metrics_;
  std::list<Session> sessions_;
  std::vector<aio::Task<>> tasks_;
};

static aio::Coroutine<> serve(std::string root, std::string database) {
  Server server(std::move(root));
  co_await server.start(std::move(database));
  Connection console("console");
  server.accept(console);
  co_await aio::sleep(24h);
  co_await server.stop();
}

} // namespace service

int main(int argc, char **argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s ROOT DATABASE\n", argv[0]);
    return 2;
  }
  aio::run(service::serve(argv[1], argv[2]));
}
