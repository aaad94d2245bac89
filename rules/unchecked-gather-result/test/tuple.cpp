// Futures of different types come back in a tuple: taking one throws its error, and those of the others are lost.
#include "seastar/stub.h"

#include <tuple>

using seastar::future;

future<> save();
future<int> load(int id);

future<int> bad_bindings() {
  auto [first, second] = co_await seastar::when_all(load(1), load(2));
  const int one = first.get(); // expect: unchecked-gather-result "the others that were gathered with it"
  co_return one + second.get();
}
future<int> bad_references() {
  auto both = co_await seastar::when_all(save(), load(2));
  auto &saved = std::get<0>(both);
  auto &loaded = std::get<1>(both);
  saved.get(); // expect: unchecked-gather-result
  co_return loaded.get();
}
future<int> bad_in_continuation() {
  return seastar::when_all(load(1), load(2)).then([](std::tuple<future<int>, future<int>> both) {
    return std::get<0>(both).get() + std::get<1>(both).get(); // expect: unchecked-gather-result
  });
}
future<int> bad_only_one_asked() {
  auto [saved, first, second] = co_await seastar::when_all(save(), load(1), load(2));
  if (saved.failed())
    saved.ignore_ready_future();
  const int one = first.get(); // expect: unchecked-gather-result
  co_return one + second.get();
}
future<int> ok_asked() {
  auto [first, second] = co_await seastar::when_all(load(1), load(2));
  const int other = second.failed() ? (second.ignore_ready_future(), 0) : second.get();
  co_return first.get() + other;
}
future<int> ok_tried() {
  auto [first, second] = co_await seastar::when_all(load(1), load(2));
  int sum = 0;
  try {
    sum += first.get();
  } catch (...) {
  }
  co_return sum + second.get();
}
future<int> ok_first_to_fail() {
  auto [first, second] = co_await seastar::when_all_succeed(load(1), load(2));
  co_return first + second;
}
int sum_of(std::tuple<future<int>, future<int>> both);
future<int> ok_handed_on() {
  auto both = co_await seastar::when_all(load(1), load(2));
  co_return sum_of(std::move(both));
}
future<int> ok_first_ignored() {
  auto [first, second] = co_await seastar::when_all(load(1), load(2));
  first.ignore_ready_future();
  co_return second.get();
}
