// What refers into which container, and what ends it.
#include <aio/aio.h>

#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

aio::Coroutine<void> rest();
void use(const std::string &s);

struct Server {
  std::vector<std::string> lines;
  std::map<int, std::string> names;
  std::unordered_map<int, std::string> cache;
  std::list<std::string> log;
  std::deque<std::string> queue;
  std::optional<std::string> current;
  std::vector<std::unique_ptr<std::string>> owned;
  std::map<int, std::string> constant;

  void add(std::string s) { lines.push_back(std::move(s)); }
  void rename(int id) { names[id] = "x"; }
  void forget(int id) { names.erase(id); }
  void fill(int id) { cache.emplace(id, "x"); }
  void note() { log.push_back("x"); }
  void push() { queue.push_back("x"); }
  void leave() { current.reset(); }
  void own() { owned.push_back(nullptr); }

  aio::Coroutine<void> bad_vector_element() {
    const std::string &line = lines.front();
    co_await rest();
    use(line); // expect: reference-across-suspension "'line' is a reference into 'lines', and 'add'"
  }
  aio::Coroutine<void> ok_copied() {
    const std::string line = lines.front();
    co_await rest();
    use(line);
  }
  aio::Coroutine<void> ok_used_before() {
    const std::string &line = lines.front();
    use(line);
    co_await rest();
  }

  aio::Coroutine<void> bad_map_iterator(int id) {
    auto name = names.find(id);
    co_await rest();
    use(name->second); // expect: reference-across-suspension "an iterator into"
  }
  aio::Coroutine<void> ok_found_again(int id) {
    auto name = names.find(id);
    co_await rest();
    name = names.find(id);
    use(name->second);
  }

  aio::Coroutine<void> bad_unordered_loop() {
    for (auto &[id, text] : cache) { // expect: reference-across-suspension "the loop goes on"
      co_await rest();
      use(text);
    }
  }
  aio::Coroutine<void> ok_loop_over_copy() {
    for (auto &[id, text] : std::unordered_map(cache)) {
      co_await rest();
      use(text);
    }
  }
  aio::Coroutine<void> ok_loop_left() {
    for (auto &[id, text] : cache) {
      if (id == 0)
        continue;
      co_await rest();
      break;
    }
  }
  // Inserting into an unordered map moves no elements.
  aio::Coroutine<void> ok_unordered_reference(int id) {
    const std::string &text = cache[id];
    co_await rest();
    use(text);
  }
  aio::Coroutine<void> ok_list() {
    const std::string &entry = log.front();
    co_await rest();
    use(entry);
  }
  aio::Coroutine<void> ok_deque_reference() {
    const std::string &first = queue.front();
    co_await rest();
    use(first);
  }
  aio::Coroutine<void> bad_deque_iterator() {
    auto first = queue.begin();
    co_await rest();
    use(*first); // expect: reference-across-suspension
  }

  aio::Coroutine<void> bad_optional() {
    std::string &text = *current;
    co_await rest();
    text.clear(); // expect: reference-across-suspension "'leave'"
  }
  aio::Coroutine<void> bad_view() {
    std::string_view text = lines.back();
    co_await rest();
    use(std::string(text)); // expect: reference-across-suspension
  }
  aio::Coroutine<void> bad_pointer() {
    std::string *text = &lines[0];
    co_await rest();
    text->clear(); // expect: reference-across-suspension
  }
  // The vector may move its pointers, not what they own.
  aio::Coroutine<void> ok_pointee() {
    std::string &text = *owned.front();
    co_await rest();
    use(text);
  }
  aio::Coroutine<void> ok_nobody_changes_it(int id) {
    auto name = constant.find(id);
    co_await rest();
    use(name->second);
  }
  aio::Coroutine<void> ok_local() {
    auto copy = names;
    for (auto &[id, text] : copy) {
      co_await rest();
      use(text);
    }
  }

  std::string &line(std::size_t index) { return lines[index]; }
  aio::Coroutine<void> bad_getter() {
    auto &text = line(0);
    co_await rest();
    use(text); // expect: reference-across-suspension
  }
};

std::vector<std::string> all;
aio::Coroutine<void> grow() {
  all.emplace_back("x");
  co_return;
}
aio::Coroutine<void> bad_global() {
  std::string &first = all.front();
  co_await grow();
  first.clear(); // expect: reference-across-suspension "'grow'"
}
aio::Coroutine<void> ok_global() {
  co_await grow();
  std::string &first = all.front();
  first.clear();
}

// Who assigns a whole object does not do so while one of its coroutines runs.
struct Assigned {
  std::vector<int> values;
  Assigned &operator=(Assigned &&other) {
    values = std::move(other.values);
    return *this;
  }
  aio::Coroutine<int> ok_assigned_as_a_whole() {
    int &first = values.front();
    co_await aio::sleep(std::chrono::seconds(1));
    co_return first;
  }
};

// What the coroutine itself does, in whatever instance of its template, or in a helper of its own, waits for its turn.
class Sender {
  std::deque<std::string> queue;
  void drop() { queue.clear(); }

public:
  template <typename Socket> aio::Coroutine<void> ok_drain(Socket socket) {
    while (!queue.empty()) {
      const std::string &first = queue.front();
      co_await rest();
      use(first);
      queue.pop_front();
    }
    drop();
    static_cast<void>(socket);
  }
};
aio::Coroutine<void> drain(Sender &sender) {
  co_await sender.ok_drain(1);
  co_await sender.ok_drain('x');
}

class Shared {
  std::deque<std::string> queue;
  void drop() { queue.clear(); }

public:
  aio::Coroutine<void> bad_drain() {
    while (!queue.empty()) {
      const std::string &first = queue.front();
      co_await rest();
      use(first); // expect: reference-across-suspension "'drop' may end that by 'clear'"
      queue.pop_front();
    }
    drop();
  }
  void close() { drop(); }
};

struct Link {
  std::unique_ptr<std::string> text;

  void open() { text = std::make_unique<std::string>(); }
  void close() { text = nullptr; }

  aio::Coroutine<void> bad_closed_meanwhile() {
    const std::string *current = text.get();
    co_await rest();
    use(*current); // expect: reference-across-suspension "and 'close' may end that by '='"
  }
};
