// A plain function that is called first may throw as well.
#include "seastar/stub.h"

#include <stdexcept>

using seastar::future;

future<int> connect(int port);

void require_port(int port) {
  if (port == 0)
    throw std::invalid_argument("port");
}
bool is_free(int port) {
  try {
    require_port(port);
    if (port > 65535)
      throw std::out_of_range("port");
  } catch (const std::exception &) {
    return false;
  }
  return true;
}

future<int> bad_checks(int port) {
  require_port(port); // expect: throwing-before-future "'require_port' throws before there is a future"
  return connect(port);
}
future<int> ok_catches(int port) { return connect(is_free(port) ? port : 0); }
future<int> ok_coroutine(int port) {
  require_port(port);
  co_return co_await connect(port);
}
future<int> ok_tried(int port) {
  try {
    require_port(port);
  } catch (...) {
    return seastar::make_exception_future<int>(std::current_exception());
  }
  return connect(port);
}
