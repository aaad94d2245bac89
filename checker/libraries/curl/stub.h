// A stand-in for <curl/curl.h>: the declarations that the cases use.
#pragma once

extern "C" {
struct CURL;
struct CURLM;
struct curl_waitfd;
int curl_easy_perform(CURL *easy);
int curl_multi_poll(CURLM *multi, curl_waitfd *extra, unsigned count, int milliseconds, int *ready);
int curl_multi_socket_action(CURLM *multi, int socket, int events, int *running);
}
