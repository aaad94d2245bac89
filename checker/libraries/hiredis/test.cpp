#include "stub.h"

#include <aio/aio.h>

aio::Coroutine<void *> bad_command() {
  redisContext *context = redisConnect("localhost", 6379); // expect: blocking-call "redisAsyncConnect"
  co_return redisCommand(context, "PING");                 // expect: blocking-call "redisAsyncCommand"
}

aio::Coroutine<void> ok_command(redisAsyncContext *context) {
  redisAsyncCommand(context, nullptr, nullptr, "PING");
  co_return;
}
