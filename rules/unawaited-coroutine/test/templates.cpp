// Templates are looked at as the unit instantiates them, and what does not depend on a parameter in their pattern; each
// place is reported once.
#include <aio/coroutine.h>

aio::Coroutine<int> save(int value);
aio::Coroutine<int> save(double value);
struct Log {
  int write();
};
struct AsyncLog {
  aio::Coroutine<int> write();
};

template <class Value> aio::Coroutine<void> bad_dependent(Value value) {
  save(value); // expect: unawaited-coroutine
  co_return;
}

template <class Sink> void bad_with_some(Sink sink) {
  sink.write(); // expect: unawaited-coroutine
}

template <class Value> void bad_never_instantiated(Value) {
  save(1); // expect: unawaited-coroutine
}

template <class Value> struct Box {
  Value value;
  void bad_member() { save(value); } // expect: unawaited-coroutine
};

void bad_generic_lambda() {
  auto store = [](auto value) { save(value); }; // expect: unawaited-coroutine
  store(1);
  store(2.0);
}

aio::Coroutine<void> use() {
  co_await bad_dependent(1);
  co_await bad_dependent(2.0);
  bad_with_some(Log{});
  bad_with_some(AsyncLog{});
  Box<int>{1}.bad_member();
}

template <class Sink> void ok_plain(Sink sink) { sink.write(); }
void use_plain() { ok_plain(Log{}); }

struct Pair {
  Pair(int first, int second);
};
template <class T> void ok_parenthesized_in_template(T value) {
  [[maybe_unused]] T copy(value, value);
  [[maybe_unused]] Pair pair(value, 2);
}
