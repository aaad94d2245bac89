// A stand-in for <libssh2.h>: the declarations that the cases use.
#pragma once

#define LIBSSH2_ERROR_EAGAIN -37
#define libssh2_channel_read(channel, buffer, size) libssh2_channel_read_ex(channel, 0, buffer, size)

extern "C" {
struct LIBSSH2_SESSION;
struct LIBSSH2_CHANNEL;
int libssh2_session_handshake(LIBSSH2_SESSION *session, int socket);
long libssh2_channel_read_ex(LIBSSH2_CHANNEL *channel, int stream, char *buffer, unsigned long size);
}
