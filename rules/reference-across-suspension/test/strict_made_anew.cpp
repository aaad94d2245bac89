// Who opens a connection and who uses it are mostly phases of one life: that another coroutine may open it anew
// meanwhile is for those who ask for strict findings. That it is closed meanwhile is certain.
#include <aio/aio.h>

#include <memory>
#include <string>

struct Connection {
  std::string peer;
  void send();
};
aio::Coroutine<void> rest();

struct Client {
  std::unique_ptr<Connection> connection;

  aio::Coroutine<void> open() {
    connection = std::make_unique<Connection>();
    connection->send();
    co_await rest();
  }
  aio::Coroutine<void> bad_while_opened_anew() {
    auto *current = connection.get();
    co_await rest();
    current->send(); // expect: reference-across-suspension "'current' is a reference into 'connection', and 'open'"
  }
  aio::Coroutine<void> ok_looked_up_again() {
    connection->send();
    co_await rest();
    connection->send();
  }
};
