#include <aio/detail/gather_futures.h>

#include <aio/errors.h>

namespace aio::detail {

void GatherChild::attach(GatherBase &owner, Ref<FutureBase> child) {
  if (!child->done() && child->loop() != owner.loop())
    throw RuntimeError("gather: a future belongs to another event loop");
  owner_ = &owner;
  child_ = std::move(child);
}

void GatherChild::start() noexcept {
  if (child_->done())
    owner_->loop()->schedule(*this);
  else
    child_->add_waiter(*this);
}

void GatherChild::forget() noexcept {
  unlink();
  child_ = {};
}

void GatherFutures::begin(std::span<GatherChild> children) noexcept {
  children_ = children;
  expect(children.size());
  for (GatherChild &child : children_)
    child.start();
}

bool GatherFutures::cancel_children() noexcept {
  bool any = false;
  for (const GatherChild &child : children_)
    any |= child.future().cancel();
  return any;
}

void GatherFutures::forget_children() noexcept {
  for (GatherChild &child : children_)
    child.forget();
}

} // namespace aio::detail
