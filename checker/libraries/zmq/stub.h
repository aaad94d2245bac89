// A stand-in for <zmq.h>: the declarations that the cases use.
#pragma once

#define ZMQ_DONTWAIT 1

extern "C" {
struct zmq_pollitem_t;
int zmq_recv(void *socket, void *buffer, unsigned long size, int flags);
int zmq_poll(zmq_pollitem_t *items, int count, long milliseconds);
}
