// Members that keep tasks, of classes whose every function is here.
#include <aio/aio.h>

#include <vector>

aio::Coroutine<void> save(int id);

class BadOnlyFilled {
public:
  void add(int id) {
    pending_.push_back(save(id)); // expect: task-container-never-awaited "no member of 'BadOnlyFilled' looks into"
  }
  std::size_t size() const { return pending_.size(); }
  void stop() { pending_.clear(); }

private:
  std::vector<aio::Coroutine<void>> pending_;
};

class OkJoined {
public:
  void add(int id) { pending_.push_back(save(id)); }
  aio::Coroutine<void> join() {
    for (auto &one : pending_)
      co_await std::move(one);
  }

private:
  std::vector<aio::Coroutine<void>> pending_;
};

class OkTaken {
public:
  void add(int id) { pending_.push_back(save(id)); }
  std::vector<aio::Coroutine<void>> take() { return std::move(pending_); }

private:
  std::vector<aio::Coroutine<void>> pending_;
};

class OkDefinedElsewhere {
public:
  void add(int id) { pending_.push_back(save(id)); }
  aio::Coroutine<void> join();

private:
  std::vector<aio::Coroutine<void>> pending_;
};

struct OkPublic {
  void add(int id) { pending.push_back(save(id)); }
  std::vector<aio::Coroutine<void>> pending;
};

class OkFriend {
public:
  void add(int id) { pending_.push_back(save(id)); }

private:
  friend class Joiner;
  std::vector<aio::Coroutine<void>> pending_;
};
