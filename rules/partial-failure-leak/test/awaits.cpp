#include <cases/eager_future.h>

#include <vector>

Future<int> load(int id);
namespace seastar {
Future<std::vector<Future<int>>> when_all(std::vector<Future<int>> work);
}

Future<int> bad_two() {
  auto a = load(1);
  auto b = load(2);
  const int first = co_await std::move(a); // expect: partial-failure-leak "'b' is lost"
  co_return first + co_await std::move(b);
}
Future<int> ok_one_by_one() {
  auto a = load(1);
  const int first = co_await std::move(a);
  auto b = load(2);
  co_return first + co_await std::move(b);
}
Future<int> save();
Future<int> bad_beside_other_work() {
  auto a = load(1);
  co_await save(); // expect: partial-failure-leak "'a' is lost"
  co_await save();
  co_return co_await std::move(a);
}
struct Stages {
  Future<int> queued;
  Future<int> finished;
};
Stages start();
Future<int> bad_members() {
  auto stages = start();
  co_await std::move(stages.queued); // expect: partial-failure-leak "'stages.finished' is lost"
  co_return co_await std::move(stages.finished);
}
Future<int> ok_tried_members() {
  auto stages = start();
  try {
    co_await std::move(stages.queued);
  } catch (...) {
  }
  co_return co_await std::move(stages.finished);
}
Future<int> ok_beside_work_that_succeeds() {
  auto a = load(1);
  co_await [](int) -> Future<int> {
    try {
      co_return co_await save();
    } catch (...) {
      co_return 0;
    }
  }(1);
  co_return co_await std::move(a);
}
Future<int> bad_many(std::vector<Future<int>> all) {
  int sum = 0;
  for (auto &one : all)
    sum += co_await std::move(one); // expect: partial-failure-leak
  co_return sum;
}
Future<int> ok_many(std::vector<Future<int>> all) {
  int sum = 0;
  for (auto &one : all) {
    try {
      sum += co_await std::move(one);
    } catch (...) {
    }
  }
  co_return sum;
}
// All of them are done, whatever comes of the first.
Future<int> ok_gathered(std::vector<Future<int>> all) {
  int sum = 0;
  for (auto &one : co_await seastar::when_all(std::move(all)))
    sum += co_await std::move(one);
  co_return sum;
}
