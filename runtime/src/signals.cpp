#include "outside.h"
#include "signals.h"
#include "system_call.h"

#include <utility>

namespace aio::detail {

Signals::~Signals() {
  for (const auto &[number, watch] : watches_)
    close(watch);
}

void Signals::close(Watch *watch) noexcept {
  watch->callback->cancel(); // It may be due.
  uv_close(reinterpret_cast<uv_handle_t *>(&watch->handle),
           [](uv_handle_t *handle) { delete static_cast<Watch *>(handle->data); });
}

void Signals::set(int number, Ref<CallbackBase> callback, Times times) {
  auto *const watch = new Watch{loop_, std::move(callback), {}};
  if (const int result = uv_signal_init(loop_.outside().uv(), &watch->handle); result < 0) {
    delete watch;
    throw_error(-result, "add_signal_handler");
  }
  watch->handle.data = watch;
  const auto came = [](uv_signal_t *handle, int) {
    const Watch &came = *static_cast<Watch *>(handle->data);
    if (!came.callback->linked())
      came.loop.schedule(*Ref(came.callback).detach()); // The queue's reference.
  };
  const auto start = times == Times::once ? uv_signal_start_oneshot : uv_signal_start;
  if (const int result = start(&watch->handle, came, number); result < 0) {
    close(watch);
    throw_error(-result, "add_signal_handler: " + std::to_string(number));
  }
  if (Watch *const before = std::exchange(watches_[number], watch))
    close(before);
}

bool Signals::remove(int number) {
  const auto found = watches_.find(number);
  if (found == watches_.end())
    return false;
  close(found->second);
  watches_.erase(found);
  return true;
}

const CallbackBase *Signals::handler(int number) const {
  const auto found = watches_.find(number);
  return found == watches_.end() ? nullptr : &*found->second->callback;
}

} // namespace aio::detail
