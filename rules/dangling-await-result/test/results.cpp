// How a variable refers to the result of an await.
#include <aio/aio.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct Answer {
  std::vector<int> values;
  const std::vector<int> &all() const { return values; }
};
aio::Coroutine<std::vector<int>> load();
aio::Coroutine<std::string> name();
aio::Coroutine<Answer> ask();
aio::Coroutine<std::optional<std::string>> maybe();
aio::Coroutine<std::shared_ptr<Answer>> shared();
void use(int value);

aio::Coroutine<void> bad_element() {
  const int &first = (co_await load()).front(); // expect: dangling-await-result "'first'"
  use(first);
}
aio::Coroutine<void> ok_element() {
  const int first = (co_await load()).front();
  use(first);
}
aio::Coroutine<void> bad_view() {
  std::string_view text = co_await name(); // expect: dangling-await-result
  use(static_cast<int>(text.size()));
}
aio::Coroutine<void> ok_string() {
  const std::string text = co_await name();
  use(static_cast<int>(text.size()));
}
aio::Coroutine<void> bad_loop() {
  for (int value : (co_await ask()).all()) // expect: dangling-await-result "before the loop begins"
    use(value);
}
// A reference to a member extends the life of the whole.
aio::Coroutine<void> ok_member() {
  for (int value : (co_await ask()).values)
    use(value);
}
aio::Coroutine<void> ok_loop_over_result() {
  for (int value : co_await load())
    use(value);
}
aio::Coroutine<void> bad_optional() {
  const std::string &text = *co_await maybe(); // expect: dangling-await-result
  use(static_cast<int>(text.size()));
}
aio::Coroutine<void> ok_extended() {
  const auto &answer = co_await ask();
  use(answer.values.front());
}
// Somebody else may own it.
aio::Coroutine<void> ok_shared() {
  const Answer &answer = *co_await shared();
  use(answer.values.front());
}
