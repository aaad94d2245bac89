// The safe fix awaits, where the language allows it.
#include <aio/coroutine.h>

struct Matrix {};
aio::Coroutine<void> operator+(Matrix, Matrix);
aio::Coroutine<void> save(int value);

#define SAVE_ALL() save(1)

aio::Coroutine<void> bad_fixable(Matrix a, Matrix b) {
  save(1); // expect: unawaited-coroutine
  a + b; // expect: unawaited-coroutine
  co_return;
}

aio::Coroutine<void> bad_without_fix() {
  SAVE_ALL(); // expect: unawaited-coroutine
  try {
  } catch (...) {
    save(2); // expect: unawaited-coroutine
  }
  co_return;
}
