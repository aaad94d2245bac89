// Eager functions whose bodies are not seen and that take texts or views: most of them copy these before they return.
#include "seastar/stub.h"

#include <string>
#include <string_view>

using seastar::future;

future<void> remove_file(std::string_view path);
future<void> make_directory(const std::string &path);

future<void> bad_view(std::string path) {
  return remove_file(path); // expect: dangling-coroutine-wrapper "its body is not seen here"
}
future<void> bad_text(std::string path) {
  return make_directory(path); // expect: dangling-coroutine-wrapper
}
future<void> bad_temporary() {
  return make_directory("data"); // expect: dangling-coroutine-wrapper "the temporary"
}
future<void> ok_text(const std::string &path) { return make_directory(path); }
