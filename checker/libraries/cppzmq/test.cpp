#include "stub.h"

#include <aio/aio.h>

aio::Coroutine<void> bad_receive(zmq::socket_t &socket, std::vector<zmq::pollitem_t> &items) {
  zmq::message_t message;
  socket.recv(message);            // expect: blocking-call
  zmq::poll(items);                // expect: blocking-call
  zmq::poll(items, 100);           // expect: blocking-call
  zmq::poll(items.data(), 1, 100); // expect: blocking-call
  co_return;
}

aio::Coroutine<bool> ok_receive(zmq::socket_t &socket, std::vector<zmq::pollitem_t> &items) {
  zmq::message_t message;
  zmq::poll(items, 0);
  zmq::poll(items.data(), 1, 0);
  co_return socket.recv(message, zmq::recv_flags::dontwait).has_value();
}
