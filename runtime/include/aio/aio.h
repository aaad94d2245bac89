// Everything of aio in one include.
//
// Programs that care about the time to compile include the headers of the concepts that they use.

#pragma once

#include <aio/clock.h>
#include <aio/concepts.h>
#include <aio/coroutine.h>
#include <aio/errors.h>
#include <aio/event_loop.h>
#include <aio/exception_context.h>
#include <aio/future.h>
#include <aio/gather.h>
#include <aio/handle.h>
#include <aio/run.h>
#include <aio/sleep.h>
#include <aio/task.h>
#include <aio/wait_for.h>
