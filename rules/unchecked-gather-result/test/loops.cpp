// Futures of one type come back in a container.
#include "seastar/stub.h"

#include <vector>

using seastar::future;

future<int> bad_by_index(std::vector<future<int>> all) {
  auto results = co_await seastar::when_all(all.begin(), all.end());
  int sum = 0;
  for (std::size_t i = 0; i < results.size(); ++i)
    sum += results[i].get(); // expect: unchecked-gather-result
  co_return sum;
}
future<int> bad_in_continuation(std::vector<future<int>> all) {
  return seastar::when_all(all.begin(), all.end()).then([](std::vector<future<int>> results) {
    int sum = 0;
    for (auto &result : results)
      sum += result.get(); // expect: unchecked-gather-result
    return sum;
  });
}
future<int> ok_asked_by_index(std::vector<future<int>> all) {
  auto results = co_await seastar::when_all(all.begin(), all.end());
  int sum = 0;
  for (std::size_t i = 0; i < results.size(); ++i)
    if (results[i].failed())
      results[i].ignore_ready_future();
    else
      sum += results[i].get();
  co_return sum;
}
future<int> ok_not_gathered_awaited(std::vector<future<int>> all) {
  int sum = 0;
  for (auto &one : all)
    sum += co_await std::move(one);
  co_return sum;
}
