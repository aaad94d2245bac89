// Loops of a library that keep an iterator while the work for an element is under way.
#include "../../../checker/libraries/seastar/stub.h"

#include <map>
#include <vector>

struct Store {
  std::vector<int> ids;
  std::vector<int> fixed;

  void add(int id) { ids.push_back(id); }
  seastar::future<> save(int id);

  seastar::future<> bad_shared() {
    return seastar::do_for_each(ids, [this](int id) { return save(id); }); // expect: reference-across-suspension "'ids'"
  }
  seastar::future<> ok_unchanged() {
    return seastar::do_for_each(fixed, [this](int id) { return save(id); });
  }
};

struct Registry {
  std::map<int, int> values;

  void drop(int id) { values.erase(id); }
  seastar::future<> bad_captured_iterator(Store &store) {
    auto found = values.find(1);
    return store.save(1).then([found] { found->second = 2; }); // expect: reference-across-suspension "'found' is an iterator into 'values'"
  }
  seastar::future<> ok_captured_value(Store &store) {
    auto found = values.find(1);
    return store.save(1).then([value = found->second] { static_cast<void>(value); });
  }
};
