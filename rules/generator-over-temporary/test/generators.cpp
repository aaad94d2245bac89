// What a generator is lent, and how it is advanced.
#include <coroutine>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

template <typename T> struct Generator {
  struct promise_type {
    T value;
    Generator get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(T next);
    void return_void();
    void unhandled_exception();
  };
  struct Iterator {
    Iterator &operator++();
    T operator*() const;
    bool operator!=(std::nullptr_t) const;
  };
  Iterator begin();
  std::nullptr_t end();
};

Generator<char> letters(const std::string &text) {
  for (char c : text)
    co_yield c;
}
Generator<char> owned(std::string text) {
  for (char c : text)
    co_yield c;
}
Generator<char> viewed(std::string_view text) {
  for (char c : text)
    co_yield c;
}
std::string make();
void use(char c);

void bad_kept() {
  auto all = letters(make()); // expect: generator-over-temporary "at the end of this statement"
  for (char c : all)
    use(c);
}
void bad_loop() {
  for (char c : letters(make())) // expect: generator-over-temporary "before the loop begins"
    use(c);
}
void bad_view() {
  for (char c : viewed(make())) // expect: generator-over-temporary
    use(c);
}
void ok_named() {
  const std::string text = make();
  for (char c : letters(text))
    use(c);
}
void ok_owned() {
  for (char c : owned(make()))
    use(c);
}
void ok_literal() {
  for (char c : viewed("abc"))
    use(c);
}
Generator<char> bad_returned() {
  const std::string text = make();
  return letters(text); // expect: generator-over-temporary "when this function returns"
}
Generator<char> ok_returned(const std::string &text) { return letters(text); }

// What a generator of references was moved from is no longer needed, and no more is the tag that found it.
Generator<char> flat(Generator<Generator<char> &&> all) {
  for (auto &&each : all)
    for (char c : each)
      co_yield c;
}
Generator<char> ok_moved_in(Generator<Generator<char> &&> all) { return flat(std::move(all)); }

struct Tag {};
template <typename T> struct Handed {
  T value;
};
Handed<std::string &> hand(Tag tag, std::string &value);
Generator<char> of(Handed<std::string &> handed) {
  for (char c : handed.value)
    co_yield c;
}
Generator<char> ok_handed(std::string &text) { return of(hand(Tag(), text)); }

Generator<char> pairwise(std::pair<const std::string &, int> pair) {
  for (char c : pair.first)
    co_yield c;
}
Generator<char> bad_in_a_pair() {
  const std::string text = make();
  return pairwise({text, 1}); // expect: generator-over-temporary "'text' dies when this function returns"
}
