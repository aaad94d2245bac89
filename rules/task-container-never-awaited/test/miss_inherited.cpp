// Members that derived classes may look into.
#include <aio/aio.h>

#include <vector>

aio::Coroutine<void> save(int id);

class Pending {
public:
  void add(int id) {
    tasks_.push_back(save(id)); // miss: task-container-never-awaited only members that are private are known to be seen by nobody else
  }

protected:
  std::vector<aio::Coroutine<void>> tasks_;
};
