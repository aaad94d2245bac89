#include "stub.h"

#include <aio/aio.h>

aio::Coroutine<int> bad_receive(void *socket, zmq_pollitem_t *items, char *buffer) {
  zmq_poll(items, 1, -1);                   // expect: blocking-call
  co_return zmq_recv(socket, buffer, 8, 0); // expect: blocking-call
}

aio::Coroutine<int> ok_receive(void *socket, zmq_pollitem_t *items, char *buffer) {
  zmq_poll(items, 1, 0);
  co_return zmq_recv(socket, buffer, 8, ZMQ_DONTWAIT);
}
