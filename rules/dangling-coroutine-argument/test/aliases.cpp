// What is lent under another name, and what a task is kept in that outlives it.
#include <aio/aio.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

aio::Coroutine<void> rest();
std::string make();

struct Header {
  const std::string &text;
};
aio::Coroutine<std::size_t> by_reference(const std::string &s = "none") {
  co_await rest();
  co_return s.size();
}
aio::Coroutine<std::size_t> by_view(std::string_view s) {
  co_await rest();
  co_return s.size();
}
aio::Coroutine<std::size_t> by_pointer(const std::string *s) {
  co_await rest();
  co_return s->size();
}
aio::Coroutine<std::size_t> by_aggregate(Header header) {
  co_await rest();
  co_return header.text.size();
}
aio::Coroutine<std::size_t> by_iterators(std::vector<int>::iterator first, std::vector<int>::iterator last) {
  co_await rest();
  co_return static_cast<std::size_t>(last - first);
}
aio::Coroutine<std::size_t> by_function(std::function<std::size_t()> size) {
  co_await rest();
  co_return size();
}

// Another name for a local.
void bad_reference() {
  std::string line = make();
  const std::string &same = line;
  aio::create_task(by_reference(same)); // expect: dangling-coroutine-argument "'line' dies when this function ends"
}
void ok_reference(std::string &line) {
  const std::string &same = line;
  aio::create_task(by_reference(same));
}
void bad_pointer() {
  std::string line = make();
  const std::string *where = &line;
  aio::create_task(by_pointer(where)); // expect: dangling-coroutine-argument "'line'"
}
void ok_pointer(const std::string &other, bool really) {
  std::string line = make();
  const std::string *where = &line;
  if (really)
    where = &other;
  aio::create_task(by_pointer(where));
}
void bad_view() {
  std::string line = make();
  std::string_view all = line;
  aio::create_task(by_view(all)); // expect: dangling-coroutine-argument "'line'"
}
void ok_view() {
  std::string_view all = "literal";
  aio::create_task(by_view(all));
}
void bad_element(std::vector<std::string> lines) {
  for (const std::string &line : lines)
    aio::create_task(by_reference(line)); // expect: dangling-coroutine-argument "'lines'"
}
void ok_element(const std::vector<std::string> &lines) {
  for (const std::string &line : lines)
    aio::create_task(by_reference(line));
}
void bad_closure_in_variable() {
  std::string line = make();
  auto size = [&] { return line.size(); };
  aio::create_task(by_function(size)); // expect: dangling-coroutine-argument "'line'"
}
void ok_closure_in_variable() {
  std::string line = make();
  auto size = [line] { return line.size(); };
  aio::create_task(by_function(size));
}
void bad_aggregate_in_variable() {
  std::string line = make();
  Header header{line};
  aio::create_task(by_aggregate(header)); // expect: dangling-coroutine-argument "'line'"
}
void ok_aggregate_in_variable(std::string &line) {
  Header header{line};
  aio::create_task(by_aggregate(header));
}
aio::Coroutine<void> bad_named_temporary_type() {
  auto task = by_aggregate(Header{make()}); // expect: dangling-coroutine-argument
  co_await std::move(task);
}
void bad_iterators() {
  std::vector<int> values = {1, 2};
  aio::create_task(by_iterators(values.begin(), values.end())); // expect: dangling-coroutine-argument "'values'", dangling-coroutine-argument
}
void ok_iterators(std::vector<int> &values) { aio::create_task(by_iterators(values.begin(), values.end())); }
aio::Coroutine<void> bad_default_argument() {
  auto task = by_reference(); // expect: dangling-coroutine-argument "the temporary dies at the end of this statement"
  co_await std::move(task);
}
aio::Coroutine<void> ok_default_argument() { co_await by_reference(); }

// The task is kept where it outlives what it was lent.
void bad_emplaced(std::vector<aio::Coroutine<std::size_t>> &tasks) {
  std::string line = make();
  tasks.emplace_back(by_reference(line)); // expect: dangling-coroutine-argument
}
void bad_optional(std::optional<aio::Coroutine<std::size_t>> &slot) {
  std::string line = make();
  slot.emplace(by_reference(line)); // expect: dangling-coroutine-argument
}
aio::Coroutine<void> bad_inner_scope(bool really) {
  std::optional<aio::Coroutine<std::size_t>> task;
  if (really) {
    std::string line = make();
    task = by_reference(line); // expect: dangling-coroutine-argument "'line' dies before the task does"
  }
  if (task)
    co_await std::move(*task);
}
aio::Coroutine<void> ok_inner_scope(bool really) {
  std::optional<aio::Coroutine<std::size_t>> task;
  std::string line = make();
  if (really)
    task = by_reference(line);
  if (task)
    co_await std::move(*task);
}
aio::Coroutine<void> bad_local_of_a_turn() {
  std::vector<aio::Coroutine<std::size_t>> tasks;
  for (int i = 0; i < 3; ++i) {
    std::string line = make();
    tasks.push_back(by_reference(line)); // expect: dangling-coroutine-argument "'line' dies before the task does"
  }
  for (auto &task : tasks)
    co_await std::move(task);
}
aio::Coroutine<void> ok_awaited_each_turn() {
  std::vector<aio::Coroutine<std::size_t>> tasks;
  for (int i = 0; i < 3; ++i) {
    std::string line = make();
    tasks.push_back(by_reference(line));
    co_await std::move(tasks.back());
    tasks.clear();
  }
}
