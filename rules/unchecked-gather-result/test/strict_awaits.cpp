// Results that are awaited one by one, which is usual where an error that nobody sees does no harm.
#include "seastar/stub.h"

#include <tuple>
#include <vector>

using seastar::future;

future<int> load(int id);

future<int> bad_awaited(std::vector<future<int>> all) {
  auto results = co_await seastar::when_all(all.begin(), all.end());
  int sum = 0;
  for (auto &result : results)
    sum += co_await std::move(result); // expect: unchecked-gather-result
  co_return sum;
}
future<int> bad_elements() {
  auto both = co_await seastar::when_all(load(1), load(2));
  const int one = co_await std::get<0>(std::move(both)); // expect: unchecked-gather-result
  co_return one + co_await std::get<1>(std::move(both));
}
