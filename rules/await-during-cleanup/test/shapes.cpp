// Cleanup that a cancellation breaks, and cleanup that is safe from it or no cleanup at all.
#include <aio/aio.h>
#include <cases/lazy_task.h>

#include <stop_token>

aio::Coroutine<void> work();
aio::Coroutine<void> close();
aio::Coroutine<void> nothing() { co_return; }

aio::Coroutine<void> bad_always() {
  std::exception_ptr error;
  try {
    co_await work();
  } catch (...) {
    error = std::current_exception();
  }
  co_await close(); // expect: await-during-cleanup "shield it"
  if (error)
    std::rethrow_exception(error);
}
aio::Coroutine<void> ok_shielded() {
  std::exception_ptr error;
  try {
    co_await work();
  } catch (...) {
    error = std::current_exception();
  }
  co_await aio::shield(close());
  if (error)
    std::rethrow_exception(error);
}
aio::Coroutine<void> bad_on_error() {
  std::exception_ptr error;
  try {
    co_await work();
  } catch (...) {
    error = std::current_exception();
  }
  if (error) {
    co_await close(); // expect: await-during-cleanup "'error' are lost"
    std::rethrow_exception(std::move(error));
  }
}
aio::Coroutine<void> ok_without_error() {
  std::exception_ptr error;
  try {
    co_await work();
  } catch (...) {
    error = std::current_exception();
  }
  if (!error)
    co_await close();
  else
    std::rethrow_exception(error);
}
aio::Coroutine<void> ok_tried() {
  std::exception_ptr error;
  try {
    co_await work();
  } catch (...) {
    error = std::current_exception();
  }
  try {
    co_await close();
  } catch (...) {
  }
  if (error)
    std::rethrow_exception(error);
}
aio::Coroutine<void> ok_never_suspends() {
  std::exception_ptr error;
  try {
    co_await work();
  } catch (...) {
    error = std::current_exception();
  }
  co_await nothing();
  if (error)
    std::rethrow_exception(error);
}
aio::Coroutine<void> ok_tries_again() {
  for (int tries = 0;; ++tries) {
    std::exception_ptr error;
    try {
      co_await work();
    } catch (...) {
      error = std::current_exception();
    }
    co_await close();
    if (tries == 3)
      std::rethrow_exception(error);
  }
}

// A library whose awaits only end for a token that they get.
Task<void> write(std::stop_token stop);
Task<void> flush(std::stop_token stop = {});

Task<void> bad_same_token(std::stop_token stop) {
  std::exception_ptr error;
  try {
    co_await write(stop);
  } catch (...) {
    error = std::current_exception();
  }
  co_await flush(stop); // expect: await-during-cleanup "gets 'stop'"
  if (error)
    std::rethrow_exception(error);
}
Task<void> ok_no_token(std::stop_token stop) {
  std::exception_ptr error;
  try {
    co_await write(stop);
  } catch (...) {
    error = std::current_exception();
  }
  co_await flush();
  if (error)
    std::rethrow_exception(error);
}
Task<void> ok_other_token(std::stop_token stop, std::stop_token kill) {
  std::exception_ptr error;
  try {
    co_await write(stop);
  } catch (...) {
    error = std::current_exception();
  }
  co_await flush(kill);
  if (error)
    std::rethrow_exception(error);
}
