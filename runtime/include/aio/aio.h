// Everything of aio in one include.
//
// Programs that care about the time to compile include the headers of the concepts that they use.

#pragma once

#include <aio/async_generator.h>
#include <aio/barrier.h>
#include <aio/clock.h>
#include <aio/concepts.h>
#include <aio/condition.h>
#include <aio/coroutine.h>
#include <aio/datagram.h>
#include <aio/debug.h>
#include <aio/errors.h>
#include <aio/event.h>
#include <aio/event_loop.h>
#include <aio/exception_context.h>
#include <aio/exception_group.h>
#include <aio/file.h>
#include <aio/future.h>
#include <aio/gather.h>
#include <aio/getaddrinfo.h>
#include <aio/handle.h>
#include <aio/lock.h>
#include <aio/outcome.h>
#include <aio/process.h>
#include <aio/queue.h>
#include <aio/readiness.h>
#include <aio/run.h>
#include <aio/run_nested.h>
#include <aio/runner.h>
#include <aio/scope.h>
#include <aio/semaphore.h>
#include <aio/server.h>
#include <aio/shield.h>
#include <aio/sleep.h>
#include <aio/stream.h>
#include <aio/task.h>
#include <aio/task_group.h>
#include <aio/task_monitor.h>
#include <aio/thread_pool.h>
#include <aio/timeout.h>
#include <aio/to_thread.h>
#include <aio/wait.h>
#include <aio/wait_for.h>
