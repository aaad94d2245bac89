// A stand-in for <mosquitto.h>: the declarations that the cases use.
#pragma once

extern "C" {
struct mosquitto;
int mosquitto_connect(mosquitto *client, const char *host, int port, int keepalive);
int mosquitto_connect_async(mosquitto *client, const char *host, int port, int keepalive);
int mosquitto_loop(mosquitto *client, int milliseconds, int packets);
int mosquitto_loop_forever(mosquitto *client, int milliseconds, int packets);
int mosquitto_loop_read(mosquitto *client, int packets);
}
