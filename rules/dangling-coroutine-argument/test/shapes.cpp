// What can be lent, and the ways in which a task goes on without it.
#include <aio/aio.h>

#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

aio::Coroutine<void> rest();

struct Request {
  std::string name;
  const std::string &header;
};

aio::Coroutine<std::size_t> by_reference(const std::string &s) {
  co_await rest();
  co_return s.size();
}
aio::Coroutine<std::size_t> by_rvalue(std::string &&s) {
  co_await rest();
  co_return s.size();
}
aio::Coroutine<std::size_t> by_view(std::string_view s) {
  co_await rest();
  co_return s.size();
}
aio::Coroutine<std::size_t> by_span(std::span<const int> values) {
  co_await rest();
  co_return values.size();
}
aio::Coroutine<std::size_t> by_pointer(const std::string *s) {
  co_await rest();
  co_return s->size();
}
aio::Coroutine<std::size_t> by_text(const char *s) {
  co_await rest();
  co_return std::string_view(s).size();
}
aio::Coroutine<std::size_t> by_aggregate(Request request) {
  co_await rest();
  co_return request.header.size();
}
aio::Coroutine<int> by_list(std::initializer_list<int> values) {
  co_await rest();
  co_return *values.begin();
}
aio::Coroutine<std::size_t> by_wrapper(std::reference_wrapper<const std::string> s) {
  co_await rest();
  co_return s.get().size();
}
template <typename F> aio::Coroutine<void> by_callable(F work) {
  co_await rest();
  work();
}
aio::Coroutine<std::size_t> by_value(std::string s) {
  co_await rest();
  co_return s.size();
}
aio::Coroutine<std::size_t> used_early(const std::string &s) {
  const std::size_t size = s.size();
  co_await rest();
  co_return size;
}
std::string make();
Request make_request();
std::vector<int> make_values();

// What is lent, with the task kept in a variable.
aio::Coroutine<void> bad_temporary() {
  auto task = by_reference(make()); // expect: dangling-coroutine-argument "the temporary dies at the end of this statement"
  co_await std::move(task);
}
aio::Coroutine<void> bad_converted() {
  auto task = by_reference("text"); // expect: dangling-coroutine-argument
  co_await std::move(task);
}
aio::Coroutine<void> bad_rvalue() {
  auto task = by_rvalue(make()); // expect: dangling-coroutine-argument
  co_await std::move(task);
}
aio::Coroutine<void> bad_view() {
  auto task = by_view(make()); // expect: dangling-coroutine-argument
  co_await std::move(task);
}
aio::Coroutine<void> bad_span() {
  auto task = by_span(make_values()); // expect: dangling-coroutine-argument
  co_await std::move(task);
}
aio::Coroutine<void> bad_list() {
  auto task = by_list({1, 2, 3}); // expect: dangling-coroutine-argument
  co_await std::move(task);
}
aio::Coroutine<void> bad_text_of_temporary() {
  auto task = by_text(make().c_str()); // expect: dangling-coroutine-argument
  co_await std::move(task);
}
aio::Coroutine<void> bad_member_of_temporary() {
  auto task = by_reference(make_request().name); // expect: dangling-coroutine-argument
  co_await std::move(task);
}
aio::Coroutine<void> bad_aggregate() {
  auto task = by_aggregate({"name", make()}); // expect: dangling-coroutine-argument
  co_await std::move(task);
}

// How the task gets away.
void bad_spawned() {
  std::string line = make();
  aio::create_task(by_reference(line)); // expect: dangling-coroutine-argument "'line' dies when this function ends"
}
void bad_spawned_pointer() {
  std::string line = make();
  aio::create_task(by_pointer(&line)); // expect: dangling-coroutine-argument
}
void bad_spawned_wrapper() {
  std::string line = make();
  aio::create_task(by_wrapper(std::cref(line))); // expect: dangling-coroutine-argument
}
void bad_spawned_view_of_local() {
  std::string line = make();
  aio::create_task(by_view(line)); // expect: dangling-coroutine-argument
}
void bad_spawned_closure() {
  int count = 0;
  aio::create_task(by_callable([&count] { ++count; })); // expect: dangling-coroutine-argument "capture it by value"
}
void bad_container(std::vector<aio::Coroutine<std::size_t>> &tasks) {
  tasks.push_back(by_reference(make())); // expect: dangling-coroutine-argument
}
aio::Coroutine<void> bad_local_container() {
  std::vector<aio::Coroutine<std::size_t>> tasks;
  tasks.push_back(by_reference(make())); // expect: dangling-coroutine-argument
  for (auto &task : tasks)
    co_await std::move(task);
}
struct Client {
  aio::Task<std::size_t> pending;
  void bad_member() {
    const std::string line = make();
    pending = aio::create_task(by_reference(line)); // expect: dangling-coroutine-argument
  }
};
aio::Coroutine<void> bad_gathered_later() {
  auto first = by_reference(make()); // expect: dangling-coroutine-argument
  auto second = by_value(make());
  co_await aio::gather(std::move(first), std::move(second));
}

// The same without the mistake.
aio::Coroutine<void> ok_awaited_at_once() {
  co_await by_reference(make());
  co_await by_view(make());
  co_await by_list({1, 2, 3});
  co_await by_aggregate({"name", make()});
}
aio::Coroutine<void> ok_gathered_at_once() { co_await aio::gather(by_reference(make()), by_view(make())); }
aio::Coroutine<void> ok_limited() { co_await aio::wait_for(by_reference(make()), std::chrono::seconds(1)); }
aio::Coroutine<void> ok_named() {
  const std::string line = make();
  auto task = by_reference(line);
  co_await std::move(task);
}
aio::Coroutine<void> ok_by_value() {
  auto task = by_value(make());
  co_await std::move(task);
}
aio::Coroutine<void> ok_shorter_use() {
  auto task = aio::create_task(by_value(make()));
  co_await task;
}
aio::Coroutine<void> ok_literal_view() {
  auto task = by_view("text");
  co_await std::move(task);
}
aio::Coroutine<void> ok_joined() {
  const std::string line = make();
  auto task = aio::create_task(by_reference(line));
  co_await task;
}
void ok_shared() {
  auto line = std::make_shared<std::string>(make());
  aio::create_task(by_callable([line] { line->clear(); }));
}
void ok_spawned_by_value() {
  std::string line = make();
  aio::create_task(by_value(std::move(line)));
}
void ok_static() {
  static const std::string line = make();
  aio::create_task(by_reference(line));
}
aio::Coroutine<void> ok_global_buffer(const std::string &line) { // the caller's, and it awaits
  auto task = by_reference(line);
  co_await std::move(task);
}

// The keeper was declared first, but everything in it is awaited before the end.
aio::Coroutine<int> ok_awaited_from_a_container() {
  std::vector<aio::Coroutine<std::size_t>> tasks;
  std::string name = "n";
  tasks.push_back([](const std::string &text) -> aio::Coroutine<std::size_t> { co_return text.size(); }(name));
  std::size_t sum = 0;
  for (auto &task : tasks)
    sum += co_await std::move(task);
  co_return static_cast<int>(sum);
}
