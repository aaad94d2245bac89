#include "postgres.h"

#include <array>

namespace postgres {

static aio::Coroutine<> await_event(int fd, bool readable) {
  const aio::Readiness socket(fd);
  if (readable)
    co_await socket.readable();
  else
    co_await socket.writable();
}

aio::Coroutine<Session> Session::connect(std::string where) {
  std::unique_ptr<PGconn, Delete> connection(PQconnectStart(where.c_str()));
  if (!connection || PQstatus(connection.get()) == CONNECTION_BAD)
    throw Error(connection ? PQerrorMessage(connection.get()) : "no memory for a connection");
  PostgresPollingStatusType next = PGRES_POLLING_WRITING;
  while (next != PGRES_POLLING_OK) {
    if (next == PGRES_POLLING_FAILED)
      throw Error(PQerrorMessage(connection.get()));
    // Watched anew for each step, as libpq may go on with another socket.
    co_await await_event(PQsocket(connection.get()), next == PGRES_POLLING_READING);
    next = PQconnectPoll(connection.get());
  }
  co_return Session(std::move(connection));
}

Session::Session(std::unique_ptr<PGconn, Delete> connection)
    : connection_(std::move(connection)), socket_(PQsocket(connection_.get())) {
  PQsetnonblocking(connection_.get(), 1);
  PQsetNoticeProcessor(connection_.get(), [](void *, const char *) {}, nullptr); // By default it prints them.
}

void Session::fail() const { throw Error(PQerrorMessage(connection_.get())); }

aio::Coroutine<Result> Session::query(std::string sql, std::vector<std::string> parameters) {
  std::vector<const char *> values;
  values.reserve(parameters.size());
  for (const std::string &parameter : parameters)
    values.push_back(parameter.c_str());
  if (!PQsendQueryParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(),
                         nullptr, nullptr, 0))
    fail();
  const auto body = [this] { return await_result(); }; // Named: g++ 12 destroys a temporary twice.
  const auto cleanup = [this] { return cancel_unfinished(); };
  co_return co_await aio::scope(body, cleanup);
}

aio::Coroutine<Result> Session::next_result() {
  while (PQisBusy(connection_.get())) {
    co_await socket_.readable();
    if (!PQconsumeInput(connection_.get()))
      fail();
  }
  co_return Result(PQgetResult(connection_.get()));
}

aio::Coroutine<Result> Session::await_result() {
  int unsent = 0;
  while ((unsent = PQflush(connection_.get())) == 1)
    co_await socket_.writable();
  if (unsent < 0)
    fail();
  Result result = co_await next_result();
  if (result.failed())
    throw Error(result.message());
  co_return result;
}

/// Asks the server to give up a query that nobody waits for any more, and takes what it has still to say.
aio::Coroutine<> Session::cancel_unfinished() {
  if (PQisBusy(connection_.get())) {
    std::unique_ptr<PGcancel, Delete> cancel(PQgetCancel(connection_.get()));
    auto ask = [cancel = std::move(cancel)] {
      std::array<char, 256> reason;
      PQcancel(cancel.get(), reason.data(), reason.size());
    };
    co_await aio::to_thread(std::move(ask)); // It makes a connection of its own, and blocks.
  }
  bool more = true;
  while (more)
    more = (co_await next_result()).is_there();
}

aio::Coroutine<std::unique_ptr<Pool>> Pool::open(std::string where, std::size_t size) {
  std::vector<aio::Coroutine<Session>> connects;
  connects.reserve(size);
  for (std::size_t i = 0; i < size; ++i)
    connects.push_back(Session::connect(where));
  std::vector<Session> sessions = co_await aio::gather(std::move(connects));
  auto pool = std::make_unique<Pool>();
  for (Session &session : sessions)
    pool->idle_.put_nowait(std::move(session));
  co_return pool;
}

/// Gives a session back when the query is over, however it ends.
class Lease {
public:
  Lease(aio::Queue<Session> &idle, Session &session) : idle_(idle), session_(session) {}
  Lease(const Lease &) = delete;
  Lease &operator=(const Lease &) = delete;
  ~Lease() { idle_.put_nowait(std::move(session_)); }

private:
  aio::Queue<Session> &idle_;
  Session &session_;
};

aio::Coroutine<Result> Pool::query(std::string sql, std::vector<std::string> parameters) {
  Session session = co_await idle_.get();
  const Lease lease(idle_, session);
  co_return co_await session.query(std::move(sql), std::move(parameters));
}

} // namespace postgres
