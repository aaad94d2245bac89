#include "seastar/stub.h"

#include <vector>

using seastar::future;

future<int> bad_unchecked(std::vector<future<int>> all) {
  auto results = co_await seastar::when_all(all.begin(), all.end());
  int sum = 0;
  for (auto &result : results)
    sum += result.get(); // expect: unchecked-gather-result
  co_return sum;
}
future<int> ok_checked(std::vector<future<int>> all) {
  auto results = co_await seastar::when_all(all.begin(), all.end());
  int sum = 0;
  for (auto &result : results) {
    if (result.failed())
      result.ignore_ready_future();
    else
      sum += result.get();
  }
  co_return sum;
}
future<int> ok_tried(std::vector<future<int>> all) {
  auto results = co_await seastar::when_all(all.begin(), all.end());
  int sum = 0;
  for (auto &result : results) {
    try {
      sum += result.get();
    } catch (...) {
    }
  }
  co_return sum;
}
