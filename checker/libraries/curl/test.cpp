#include "stub.h"

#include <aio/aio.h>

aio::Coroutine<int> bad_fetch(CURL *easy, CURLM *multi) {
  curl_multi_poll(multi, nullptr, 0, 1000, nullptr); // expect: blocking-call
  co_return curl_easy_perform(easy);                 // expect: blocking-call "curl_multi_socket_action"
}

aio::Coroutine<int> ok_fetch(CURLM *multi, int socket) {
  int running = 0;
  curl_multi_poll(multi, nullptr, 0, 0, nullptr);
  co_return curl_multi_socket_action(multi, socket, 1, &running);
}
