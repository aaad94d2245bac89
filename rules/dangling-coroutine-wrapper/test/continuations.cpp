// What closures refer to, and what callees of which no body is seen do with it.
#include "../../../checker/libraries/seastar/stub.h"

#include <functional>
#include <string>
#include <vector>

using seastar::future;

future<> work();
future<> each(int id);
future<> store(const std::string &text);
void use(const std::string &text);

future<> bad_pointer() {
  int hits = 0;
  return work().then([p = &hits] { ++*p; }); // expect: dangling-coroutine-wrapper "'hits' dies"
}
future<> bad_wrapped() {
  int hits = 0;
  return work().then([r = std::ref(hits)] { ++r.get(); }); // expect: dangling-coroutine-wrapper
}
future<> ok_value() {
  int hits = 0;
  return work().then([hits]() mutable { ++hits; });
}

future<> bad_range() {
  std::vector<int> ids{1, 2};
  return seastar::do_for_each(ids, [](int id) { return each(id); }); // expect: dangling-coroutine-wrapper
}
future<> ok_closure_is_copied() {
  auto later = [] { return work(); };
  return work().then(later);
}

future<> ok_used_at_once(seastar::gate &gate) {
  int hits = 0;
  return seastar::try_with_gate(gate, [&hits] {
    ++hits;
    return work();
  });
}
future<> bad_used_later(seastar::gate &gate) {
  std::string text = "text";
  return seastar::try_with_gate(gate, [&text] { // expect: dangling-coroutine-wrapper
    return work().then([&text] { use(text); });
  });
}

future<int> ok_finished(std::vector<int> ids) {
  int sum = 0;
  for (int id : ids)
    sum += id;
  return seastar::make_ready_future<int>(sum);
}
future<int> ok_failed(future<int> loaded) {
  auto error = loaded.get_exception();
  return seastar::make_exception_future<int>(error);
}
future<std::vector<future<int>>> ok_gathered(std::vector<future<int>> all) {
  return seastar::when_all(all.begin(), all.end());
}
