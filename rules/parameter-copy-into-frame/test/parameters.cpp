// Parameters that the frame gets.
#include <aio/aio.h>

#include <memory>
#include <string>
#include <vector>

aio::Coroutine<void> rest();

aio::Coroutine<void> bad_string(const std::string text) { // expect: parameter-copy-into-frame "drop the 'const'"
  co_await rest();
}
aio::Coroutine<void> bad_second(int id, std::vector<int> const values) { // expect: parameter-copy-into-frame
  co_await rest();
}
const auto bad_lambda = [](const std::string text) -> aio::Coroutine<void> { // expect: parameter-copy-into-frame
  co_await rest();
};
aio::Coroutine<void> ok_value(std::string text) { co_await rest(); }
aio::Coroutine<void> ok_number(const int id) { co_await rest(); }
aio::Coroutine<void> ok_reference(const std::string &text) { co_await rest(); }
void ok_not_a_coroutine(const std::string text) {}
