// What refers to data of the thread, and when it is used.
#include <aio/aio.h>

#include <string>

aio::Coroutine<void> rest();
struct State {
  int count;
  std::string name;
};
thread_local State state;
thread_local State *shared;
State global;

aio::Coroutine<void> bad_reference() {
  State &mine = state;
  co_await rest();
  ++mine.count; // expect: thread-local-across-suspension "'mine' refers to 'thread_local' 'state'"
}
aio::Coroutine<void> bad_part() {
  auto &name = state.name;
  co_await rest();
  name.clear(); // expect: thread-local-across-suspension
}
aio::Coroutine<void> bad_pointer() {
  State *mine = &state;
  co_await rest();
  mine->count = 1; // expect: thread-local-across-suspension
}
aio::Coroutine<void> bad_local_static() {
  static thread_local int calls;
  int &mine = calls;
  co_await rest();
  ++mine; // expect: thread-local-across-suspension
}
aio::Coroutine<void> ok_named_again() {
  co_await rest();
  ++state.count;
}
aio::Coroutine<void> ok_before() {
  State &mine = state;
  ++mine.count;
  co_await rest();
}
aio::Coroutine<std::string> ok_copy() {
  const std::string name = state.name;
  co_await rest();
  co_return name;
}
aio::Coroutine<void> ok_pointee() {
  State &mine = *shared;
  co_await rest();
  ++mine.count;
}
aio::Coroutine<void> ok_global() {
  State &mine = global;
  co_await rest();
  ++mine.count;
}
aio::Coroutine<void> ok_bound_again() {
  for (int i = 0; i < 3; ++i) {
    State &mine = state;
    ++mine.count;
    co_await rest();
  }
}
