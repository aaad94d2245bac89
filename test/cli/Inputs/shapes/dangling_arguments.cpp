// 16 arguments that are gone when the coroutine reads them, and 12 that are not.
#include <aio/aio.h>

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace std::chrono_literals;
using Length = aio::Coroutine<std::size_t>;

struct Header {
  const std::string &name;
};
struct Request {
  std::string body;
};

Length by_reference(const std::string &text) {
  co_await aio::sleep(1ms);
  co_return text.size();
}
Length by_rvalue(std::string &&text) {
  co_await aio::sleep(1ms);
  co_return text.size();
}
Length by_view(std::string_view text) {
  co_await aio::sleep(1ms);
  co_return text.size();
}
Length by_span(std::span<const int> values) {
  co_await aio::sleep(1ms);
  co_return values.size();
}
Length by_list(std::initializer_list<int> values) {
  co_await aio::sleep(1ms);
  co_return values.size();
}
Length by_pointer(const std::string *text) {
  co_await aio::sleep(1ms);
  co_return text->size();
}
Length by_text(const char *text) {
  co_await aio::sleep(1ms);
  co_return std::string_view(text).size();
}
Length by_aggregate(Header header) {
  co_await aio::sleep(1ms);
  co_return header.name.size();
}
Length by_wrapper(std::reference_wrapper<const std::string> text) {
  co_await aio::sleep(1ms);
  co_return text.get().size();
}
Length by_function(std::function<std::size_t()> length) {
  co_await aio::sleep(1ms);
  co_return length();
}
Length by_value(std::string text) {
  co_await aio::sleep(1ms);
  co_return text.size();
}
Length used_early(const std::string &text) {
  const std::size_t size = text.size();
  co_await aio::sleep(1ms);
  co_return size;
}
std::string make();
Request make_request();
std::vector<int> make_values();

Length bad_temporary() {
  auto task = by_reference(make());
  co_return co_await std::move(task);
}
Length bad_converted() {
  auto task = by_reference("text");
  co_return co_await std::move(task);
}
Length bad_rvalue() {
  auto task = by_rvalue(make());
  co_return co_await std::move(task);
}
Length bad_view() {
  auto task = by_view(make());
  co_return co_await std::move(task);
}
Length bad_span() {
  auto task = by_span(make_values());
  co_return co_await std::move(task);
}
Length bad_list() {
  auto task = by_list({1, 2});
  co_return co_await std::move(task);
}
Length bad_text_of_temporary() {
  auto task = by_text(make().c_str());
  co_return co_await std::move(task);
}
Length bad_member_of_temporary() {
  auto task = by_reference(make_request().body);
  co_return co_await std::move(task);
}
Length bad_aggregate() {
  auto task = by_aggregate({make()});
  co_return co_await std::move(task);
}
void bad_spawned_local() {
  std::string text = make();
  aio::create_task(by_reference(text));
}
void bad_spawned_pointer() {
  std::string text = make();
  aio::create_task(by_pointer(&text));
}
void bad_spawned_wrapper() {
  std::string text = make();
  aio::create_task(by_wrapper(text));
}
void bad_spawned_view() {
  std::string text = make();
  aio::create_task(by_view(text));
}
void bad_spawned_closure() {
  std::string text = make();
  aio::create_task(by_function([&text] { return text.size(); }));
}
void bad_in_container(std::vector<Length> &tasks) {
  std::string text = make();
  tasks.push_back(by_reference(text));
}
Length bad_returned() {
  std::string text = make();
  return by_reference(text);
}

Length ok_awaited_at_once() { co_return co_await by_reference(make()); }
Length ok_view_awaited_at_once() { co_return co_await by_view(make()); }
Length ok_list_awaited_at_once() { co_return co_await by_list({1, 2}); }
aio::Coroutine<void> ok_gathered_at_once() { co_await aio::gather(by_reference(make()), by_view(make())); }
Length ok_limited() { co_return co_await aio::wait_for(by_reference(make()), 1s); }
Length ok_named() {
  const std::string text = make();
  auto task = by_reference(text);
  co_return co_await std::move(task);
}
Length ok_by_value() {
  auto task = by_value(make());
  co_return co_await std::move(task);
}
void ok_spawned_by_value() {
  std::string text = make();
  aio::create_task(by_value(text));
}
aio::Task<std::size_t> ok_used_before_it_suspends(const std::string &text) { return aio::create_task(used_early(text)); }
Length ok_literal() {
  auto task = by_view("text");
  co_return co_await std::move(task);
}
aio::Coroutine<void> ok_joined() {
  std::string text = make();
  auto task = aio::create_task(by_reference(text));
  co_await task;
}
void ok_static() {
  static const std::string text = make();
  aio::create_task(by_reference(text));
}
