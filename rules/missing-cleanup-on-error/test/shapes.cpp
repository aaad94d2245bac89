#include <cases/lazy_task.h>

struct Reader {
  Task<int> read();
  Task<int> close();
};
Task<Reader> open(int);
Task<int> other(int);

Task<int> bad_reader(int id) {
  Reader reader = co_await open(id);
  const int value = co_await reader.read(); // expect: missing-cleanup-on-error "'reader' is not closed"
  co_await reader.close();
  co_return value;
}
Task<int> ok_reader(int id) {
  Reader reader = co_await open(id);
  std::exception_ptr error;
  int value = 0;
  try {
    value = co_await reader.read();
  } catch (...) {
    error = std::current_exception();
  }
  co_await reader.close();
  if (error)
    std::rethrow_exception(error);
  co_return value;
}

struct Server {
  int running = 0;
  Task<int> close() {
    co_await other(1); // expect: missing-cleanup-on-error
    co_return co_await other(2);
  }
  Task<int> shutdown() { co_return co_await other(1); } // ok: nothing comes after it
  Task<int> ok_other_name() {
    co_await other(1);
    co_return co_await other(2);
  }
  Task<int> bad_counter(int id) {
    ++running;
    const int value = co_await other(id); // expect: missing-cleanup-on-error "'running' stays too high"
    --running;
    co_return value;
  }
  Task<int> ok_counter(int id) {
    const int value = co_await other(id);
    ++running;
    --running;
    co_return value;
  }
};

// Its own destructor closes it.
struct Socket {
  ~Socket() {}
  Task<int> read();
  Task<int> close();
};
Task<Socket> accept(int);
Task<Socket *> acquire(int);
Task<int> ok_closes_itself(int id) {
  Socket socket = co_await accept(id);
  const int value = co_await socket.read();
  co_await socket.close();
  co_return value;
}
Task<int> bad_only_pointed_to(int id) {
  Socket *socket = co_await acquire(id);
  const int value = co_await socket->read(); // expect: missing-cleanup-on-error "'socket' is not closed"
  co_await socket->close();
  co_return value;
}
