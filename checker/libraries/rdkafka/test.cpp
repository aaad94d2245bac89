#include "stub.h"

#include <aio/aio.h>

aio::Coroutine<rd_kafka_message_t *> bad_consume(rd_kafka_t *client) {
  rd_kafka_flush(client, 5000);                  // expect: blocking-call
  co_return rd_kafka_consumer_poll(client, 100); // expect: blocking-call
}

aio::Coroutine<rd_kafka_message_t *> ok_consume(rd_kafka_t *client) {
  rd_kafka_poll(client, 0);
  co_return rd_kafka_consumer_poll(client, 0);
}
