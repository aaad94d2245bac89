// Members that two functions await.
#include <cases/lazy_task.h>

#include <utility>

class Session {
public:
  Task<int> open() { co_return co_await std::move(connected_); }
  Task<int> again() {
    const int first = co_await open();
    co_return first + co_await std::move(connected_); // miss: double-await members are not followed from one function to the next
  }

private:
  Task<int> connected_;
};
