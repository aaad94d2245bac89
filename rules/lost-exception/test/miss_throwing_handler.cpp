// Handlers that throw themselves.
#include "seastar/stub.h"

seastar::future<int> connect(int peer);

void start(int peer) {
  (void)connect(peer).handle_exception([](std::exception_ptr error) { // miss: lost-exception what a handler throws is not looked at
    std::rethrow_exception(error);
  });
}
