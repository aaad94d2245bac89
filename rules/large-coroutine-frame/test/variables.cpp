// What is in the frame.
#include <aio/aio.h>

#include <array>
#include <vector>

aio::Coroutine<void> rest();
void fill(std::array<char, 8192> &buffer);

aio::Coroutine<void> bad_local() {
  std::array<char, 8192> buffer; // expect: large-coroutine-frame "'buffer' takes 8192 bytes of the frame of 'bad_local'"
  co_await rest();
  fill(buffer);
}
aio::Coroutine<void> bad_parameter(std::array<char, 8192> buffer) { // expect: large-coroutine-frame
  co_await rest();
  fill(buffer);
}
aio::Coroutine<void> ok_scope() {
  {
    std::array<char, 8192> buffer;
    fill(buffer);
  }
  co_await rest();
}
aio::Coroutine<void> ok_after() {
  co_await rest();
  std::array<char, 8192> buffer;
  fill(buffer);
}
aio::Coroutine<void> ok_small(std::array<char, 64> small) {
  std::vector<char> heap(8192);
  co_await rest();
}
aio::Coroutine<void> ok_static() {
  static std::array<char, 8192> buffer;
  co_await rest();
  fill(buffer);
}
