#include <aio/readiness.h>

#include "poller.h"

namespace aio {

Readiness::Readiness(int fd)
    : poller_(new detail::Poller(detail::running_core("Readiness"), fd, detail::Poller::Descriptor::borrowed)) {}

Readiness::Readiness(Readiness &&) noexcept = default;
Readiness &Readiness::operator=(Readiness &&) noexcept = default;
Readiness::~Readiness() = default;

Coroutine<> Readiness::readable() const { return detail::await_event(*poller_, UV_READABLE, "Readiness::readable"); }

Coroutine<> Readiness::writable() const { return detail::await_event(*poller_, UV_WRITABLE, "Readiness::writable"); }

} // namespace aio
