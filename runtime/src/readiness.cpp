#include <aio/readiness.h>

#include "poller.h"

namespace aio {

Readiness::Readiness(int fd)
    : poller_(new detail::Poller(detail::running_core("Readiness"), fd, detail::Poller::Descriptor::borrowed)) {}

Readiness::Readiness(Readiness &&) noexcept = default;
Readiness &Readiness::operator=(Readiness &&) noexcept = default;
Readiness::~Readiness() = default;

static Coroutine<> await_event(detail::Poller &poller, uv_poll_event event, const char *operation) {
  detail::Poller::Awaiter ready(poller, event, operation); // Named: g++ 12 loses a temporary here.
  co_await ready;
}

Coroutine<> Readiness::readable() const { return await_event(*poller_, UV_READABLE, "Readiness::readable"); }

Coroutine<> Readiness::writable() const { return await_event(*poller_, UV_WRITABLE, "Readiness::writable"); }

} // namespace aio
