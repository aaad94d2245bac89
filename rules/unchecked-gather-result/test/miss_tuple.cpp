// Results of different types.
#include <cases/eager_future.h>

#include <tuple>

Future<int> load(int id);
namespace seastar {
Future<std::tuple<Future<int>, Future<int>>> when_all(Future<int> first, Future<int> second);
}

Future<int> takes_both() {
  auto [first, second] = co_await seastar::when_all(load(1), load(2));
  const int one = co_await std::move(first);
  co_return one + co_await std::move(second); // miss: unchecked-gather-result results in tuples are not followed
}
