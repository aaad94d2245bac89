// Arrays, pairs, aggregates and closures that hold tasks.
#include "../../../checker/libraries/cppcoro/stub.h"

#include <utility>

cppcoro::task<int> load(int id);
struct Started {
  cppcoro::task<int> task;
  int id;
};

cppcoro::task<int> bad_array() {
  cppcoro::task<int> tasks[] = {load(1), load(2)}; // expect: task-container-never-awaited
  co_return 0;
}
cppcoro::task<int> ok_array() {
  cppcoro::task<int> tasks[] = {load(1), load(2)};
  co_return co_await std::move(tasks[0]) + co_await std::move(tasks[1]);
}

cppcoro::task<int> bad_pair() {
  std::pair<cppcoro::task<int>, int> started{load(1), 2}; // expect: task-container-never-awaited "nobody looks into again"
  co_return started.second;
}
cppcoro::task<int> ok_pair() {
  std::pair<cppcoro::task<int>, int> started{load(1), 2};
  co_return co_await std::move(started.first) + started.second;
}

cppcoro::task<int> bad_aggregate() {
  Started started{load(1), 2}; // expect: task-container-never-awaited
  co_return started.id;
}
cppcoro::task<int> take(Started started) { co_return co_await std::move(started.task); }
cppcoro::task<int> ok_aggregate() {
  Started started{load(1), 2};
  co_return co_await take(std::move(started));
}

cppcoro::task<int> bad_closure() {
  auto later = [task = load(1)]() mutable { return std::move(task); }; // expect: task-container-never-awaited
  co_return 0;
}
cppcoro::task<int> ok_closure() {
  auto later = [task = load(1)]() mutable { return std::move(task); };
  co_return co_await later();
}
