// A library's data says what makes failed work, and what makes work that has succeeded.
#include "seastar/stub.h"

#include <stdexcept>

namespace seastar {
template <class T = void> future<T> current_exception_as_future() noexcept;
}
using seastar::future;

future<int> load(int id);

future<int> bad_success_instead(int id) {
  try {
    return load(id); // expect: dead-catch-around-future
  } catch (...) {
    return seastar::make_ready_future<int>(0);
  }
}
future<int> ok_failed_with_current(int id) {
  try {
    return load(id);
  } catch (...) {
    return seastar::current_exception_as_future<int>();
  }
}
future<int> ok_failed_with_another(int id) {
  try {
    return load(id);
  } catch (...) {
    return seastar::make_exception_future<int>(std::runtime_error("cannot load"));
  }
}
