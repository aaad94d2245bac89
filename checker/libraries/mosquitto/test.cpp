#include "stub.h"

#include <aio/aio.h>

aio::Coroutine<void> bad_client(mosquitto *client) {
  mosquitto_connect(client, "broker", 1883, 60); // expect: blocking-call "mosquitto_connect_async"
  mosquitto_loop(client, 100, 1);                // expect: blocking-call
  mosquitto_loop_forever(client, -1, 1);         // expect: blocking-call
  co_return;
}

aio::Coroutine<void> ok_client(mosquitto *client) {
  mosquitto_connect_async(client, "broker", 1883, 60);
  mosquitto_loop(client, 0, 1);
  mosquitto_loop_read(client, 1);
  co_return;
}
