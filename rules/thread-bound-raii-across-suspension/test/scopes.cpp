// Objects that change what belongs to the thread.
#include <aio/aio.h>

#include <cerrno>

aio::Coroutine<void> rest();
thread_local int depth;
int everybodys;

struct ErrnoSaver {
  int saved = errno;
  ~ErrnoSaver() { errno = saved; }
};
struct Nesting {
  Nesting() { ++depth; }
  ~Nesting() { depth = depth - 1; }
};
struct Counter {
  ~Counter() { everybodys = 0; }
};
struct [[clang::annotate("corolint::threadBound")]] Apartment {
  ~Apartment();
};
template <class T> struct Restore {
  T before = depth;
  ~Restore() { depth = before; }
};

aio::Coroutine<void> bad_errno() {
  ErrnoSaver saver;
  co_await rest(); // expect: thread-bound-raii-across-suspension "'saver' changes what belongs to this thread"
}
aio::Coroutine<void> bad_thread_local() {
  Nesting nesting;
  co_await rest(); // expect: thread-bound-raii-across-suspension
  co_await rest();
}
aio::Coroutine<void> bad_annotated() {
  Apartment apartment;
  co_await rest(); // expect: thread-bound-raii-across-suspension
}
aio::Coroutine<void> bad_template() {
  Restore<int> restore;
  co_await rest(); // expect: thread-bound-raii-across-suspension
}
aio::Coroutine<void> ok_scope() {
  {
    ErrnoSaver saver;
  }
  co_await rest();
}
aio::Coroutine<void> ok_after() {
  co_await rest();
  Nesting nesting;
}
aio::Coroutine<void> ok_global() {
  Counter counter;
  co_await rest();
}
