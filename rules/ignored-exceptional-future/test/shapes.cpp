#include <cases/eager_future.h>

#include <tuple>

Future<int> load(int id);
void log(std::exception_ptr);

Future<int> bad_only_asked(Future<int> loaded, bool &failed) { // expect: ignored-exceptional-future
  failed |= loaded.failed();
  return load(1);
}
Future<int> ok_ignored(Future<int> loaded, bool &failed) {
  failed |= loaded.failed();
  loaded.ignore();
  return load(1);
}
auto bad_in_lambda = [](Future<int> loaded, bool &failed) { // expect: ignored-exceptional-future
  failed |= loaded.failed();
  return load(1);
};
Future<int> ok_asked_first(Future<int> loaded) {
  if (!loaded.failed())
    return load(1);
  log(loaded.error());
  return load(2);
}
Future<int> bad_on_some_way(Future<int> loaded, bool really) {
  if (!really)
    return load(2); // expect: ignored-exceptional-future
  return loaded;
}
Future<int> ok_reference(Future<int> &loaded) { return load(loaded.failed()); }

Future<int> bad_part(std::tuple<Future<int>, Future<int>> both) {
  auto &first = std::get<0>(both);
  auto &second = std::get<1>(both);
  if (first.failed())
    return load(2); // expect: ignored-exceptional-future "'second'"
  first.ignore();
  return std::move(second);
}
Future<int> ok_parts(std::tuple<Future<int>, Future<int>> both) {
  auto &first = std::get<0>(both);
  auto &second = std::get<1>(both);
  if (first.failed()) {
    log(first.error());
    second.ignore();
    return load(2);
  }
  return std::move(second);
}
auto bad_makes_no_work = [](Future<int> loaded, bool &failed) { failed |= loaded.failed(); }; // expect: ignored-exceptional-future
auto ok_makes_no_work = [](Future<int> loaded, bool &failed) {
  failed |= loaded.failed();
  loaded.ignore();
};

// What is asserted has been looked at enough; what is only passed on has not.
void check(bool holds);
Future<int> ok_asserted(Future<int> loaded) {
  check(!loaded.failed());
  return load(1);
}
Future<int> bad_passed_on(Future<int> loaded) { // expect: ignored-exceptional-future
  check(loaded.failed());
  return load(1);
}

Future<int> ok_taken_in_handler(Future<int> loaded, std::exception_ptr before) {
  if (loaded.failed()) {
    try {
      std::rethrow_exception(before);
    } catch (...) {
      log(loaded.error());
    }
  }
  return load(1);
}
Future<int> bad_rethrows_the_other(std::tuple<Future<int>, Future<int>> both) {
  auto &saved = std::get<0>(both);
  auto &loaded = std::get<1>(both);
  if (saved.failed())
    std::rethrow_exception(saved.error()); // expect: ignored-exceptional-future "'loaded' is lost on this way"
  return std::move(loaded);
}
Future<int> ok_ignores_the_other(std::tuple<Future<int>, Future<int>> both) {
  auto &saved = std::get<0>(both);
  auto &loaded = std::get<1>(both);
  if (saved.failed()) {
    loaded.ignore();
    std::rethrow_exception(saved.error());
  }
  return std::move(loaded);
}
