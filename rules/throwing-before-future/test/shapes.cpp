#include <cases/eager_future.h>

#include <stdexcept>

Future<int> read(int size);
Future<int> failed(std::exception_ptr error);

Future<int> bad_throws(int size) {
  if (size < 0)
    throw std::invalid_argument("size"); // expect: throwing-before-future
  return read(size);
}
Future<int> ok_failed_future(int size) {
  if (size < 0)
    return failed(std::make_exception_ptr(std::invalid_argument("size")));
  return read(size);
}
Future<int> ok_coroutine(int size) {
  if (size < 0)
    throw std::invalid_argument("size");
  co_return co_await read(size);
}
Future<int> ok_caught(int size) {
  try {
    if (size < 0)
      throw std::invalid_argument("size");
  } catch (...) {
    return failed(std::current_exception());
  }
  return read(size);
}
auto ok_continuation = [](int size) {
  if (size < 0)
    throw std::invalid_argument("size");
  return read(size);
};
