// Generators of other units.
#include <coroutine>
#include <string>

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

Generator<char> letters(const std::string &text);
void use(char letter);

void iterates() {
  for (char letter : letters(std::string("text"))) // miss: generator-over-temporary a body that is not shown is taken to copy
    use(letter);
}
