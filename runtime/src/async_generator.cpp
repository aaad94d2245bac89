#include <aio/async_generator.h>

#include <string>

namespace aio::detail {

void GeneratorPromiseBase::check_idle(const char *operation) const {
  if (state == State::running)
    throw InvalidStateError(std::string(operation) + ": somebody waits for the next value already");
}

} // namespace aio::detail
