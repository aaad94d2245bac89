// A stand-in for <hiredis/hiredis.h> and <hiredis/async.h>: the declarations that the cases use.
#pragma once

extern "C" {
struct redisContext;
struct redisAsyncContext;
redisContext *redisConnect(const char *host, int port);
void *redisCommand(redisContext *context, const char *format, ...);
redisAsyncContext *redisAsyncConnect(const char *host, int port);
int redisAsyncCommand(redisAsyncContext *context, void (*reply)(redisAsyncContext *, void *, void *), void *data,
                      const char *format, ...);
}
