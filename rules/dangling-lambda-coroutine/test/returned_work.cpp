// A lambda that is no coroutine returns work that refers to its copy of a variable, which dies with the closure.
#include "seastar/stub.h"

#include <memory>

using seastar::future;

struct Order {
  int id;
};
future<> connect();
void use(int id);
future<> save(const Order &order) {
  co_await connect();
  use(order.id);
}
future<> save_at_once(const Order &order) {
  use(order.id);
  co_await connect();
}

future<> bad_copied(Order order) {
  return connect().then([order] { return save(order); }); // expect: dangling-lambda-coroutine "'order' belongs to the closure"
}
future<> bad_moved(Order order) {
  return connect().then([order = std::move(order)] { return save(order); }); // expect: dangling-lambda-coroutine
}
future<> bad_in_chain(Order order) {
  return connect().then([order] { return save(order).finally([] {}); }); // expect: dangling-lambda-coroutine
}
// Others have the pointer, too.
future<> ok_shared(std::shared_ptr<Order> order) {
  return connect().then([order] { return save(*order); }).finally([order] {});
}
future<> ok_used_before(Order order) {
  return connect().then([order] { return save_at_once(order); });
}
future<> ok_kept_alive(Order order) {
  co_await connect();
  co_await save(order);
}
auto ok_closure_returned(Order order) {
  return [order] { return save(order); };
}
future<> ok_awaited_there(Order order) {
  co_await [order] { return save(order); }();
}
