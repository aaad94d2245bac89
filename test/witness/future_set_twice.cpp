// A future that gets a second result.
// rule: future-set-twice
#include <aio/aio.h>

#include <cstdio>

static void bad_finish(const aio::Future<int> &answer, int value) {
  if (value < 0)
    answer.set_result(0);
  answer.set_result(value); // expect: future-set-twice
}

static void ok_finish(const aio::Future<int> &answer, int value) { answer.set_result(value < 0 ? 0 : value); }

static aio::Coroutine<> ask(void (*finish)(const aio::Future<int> &, int)) {
  const auto answer = aio::get_running_loop().create_future<int>();
  finish(answer, -1);
  co_await answer;
}

int main(int count, char **) {
  try {
    aio::run(ask(count > 1 ? ok_finish : bad_finish));
  } catch (const aio::InvalidStateError &error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
}
