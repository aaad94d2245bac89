#include <aio/run_nested.h>

namespace aio::detail {

namespace {

/// The loop forgets which task runs, until the nested turns are over.
class Aside {
public:
  Aside() noexcept : task_(context.task) { context.task = nullptr; }
  Aside(const Aside &) = delete;
  Aside &operator=(const Aside &) = delete;
  ~Aside() { context.task = task_; }

private:
  TaskBase *task_;
};

} // namespace

void nest_until_done(LoopCore &loop, const FutureBase &future) {
  const Aside aside;
  while (!future.done())
    loop.nested_turn();
}

} // namespace aio::detail
