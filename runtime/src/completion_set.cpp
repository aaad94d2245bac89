#include <aio/detail/completion_set.h>

#include <string>

namespace aio::detail {

CompletionSet::CompletionSet(std::vector<Ref<FutureBase>> futures, const char *operation)
    : nodes_(futures.size()), left_(futures.size()) {
  const LoopCore &loop = running_core(operation);
  for (std::size_t i = 0; i < futures.size(); ++i) {
    Node &node = nodes_[i];
    node.set = this;
    node.future = std::move(futures[i]);
    if (node.future->done())
      completed_.push_back(node);
    else if (node.future->loop() != &loop)
      throw RuntimeError(std::string(operation) + ": a future belongs to another event loop");
    else
      node.future->add_waiter(node);
  }
}

void CompletionSet::complete(Node &node) noexcept {
  completed_.push_back(node);
  grant_all(waiters_);
}

std::size_t CompletionSet::Awaiter::await_resume() {
  if (cancelled())
    throw CancelledError();
  --set_.left_;
  return static_cast<std::size_t>(&static_cast<Node &>(set_.completed_.pop_front()) - set_.nodes_.data());
}

} // namespace aio::detail
