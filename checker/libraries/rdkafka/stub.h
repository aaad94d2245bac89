// A stand-in for <librdkafka/rdkafka.h>: the declarations that the cases use.
#pragma once

extern "C" {
struct rd_kafka_t;
struct rd_kafka_message_t;
int rd_kafka_poll(rd_kafka_t *client, int milliseconds);
int rd_kafka_flush(rd_kafka_t *client, int milliseconds);
rd_kafka_message_t *rd_kafka_consumer_poll(rd_kafka_t *client, int milliseconds);
}
