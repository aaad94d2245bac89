// A coroutine that cannot be awaited runs on when its caller has returned.
#include "../../../checker/libraries/drogon/stub.h"

#include <string>

drogon::Task<> rest();
void show(const std::string &text);

drogon::AsyncTask bad_shown(const std::string &text) { // expect: coroutine-reference-parameter "'text' is a reference"
  co_await rest();
  show(text);
}
drogon::AsyncTask ok_shown(std::string text) {
  co_await rest();
  show(text);
}
drogon::AsyncTask ok_before(const std::string &text) {
  show(text);
  co_await rest();
}
