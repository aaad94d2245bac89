#include "stub.h"

#include <aio/aio.h>

aio::Coroutine<void> readable(int fd);

aio::Coroutine<int> bad_handshake(LIBSSH2_SESSION *session, int socket) {
  co_return libssh2_session_handshake(session, socket); // expect: blocking-call
}

aio::Coroutine<long> ok_read(LIBSSH2_CHANNEL *channel, int socket, char *buffer) {
  long count = 0;
  while ((count = libssh2_channel_read(channel, buffer, 100)) == LIBSSH2_ERROR_EAGAIN)
    co_await readable(socket);
  co_return count;
}
