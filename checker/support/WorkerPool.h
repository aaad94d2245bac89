// Runs independent jobs on several threads that have the stack Clang needs.
//
// Clang's parser recurses on nested code: the usual 8 MiB overflow on machine-made sources, 64 MiB do not.
#pragma once

#include <llvm/ADT/STLFunctionalExtras.h>

#include <cstddef>
#include <cstdint>

namespace corolint {

/// The bytes of stack of a thread that parses; only the pages that are touched cost memory.
constexpr unsigned parserStack = 64u << 20;

/// Calls `job(0)` ... `job(count - 1)`, each once, in ascending order of start, on at most `threads` threads, and
/// returns when all have ended. `job` must be thread-safe and must not throw.
void runParallel(std::size_t count, unsigned threads, llvm::function_ref<void(std::size_t)> job);

/// How many threads serve this machine: its cores as the process may use them, at least 1.
unsigned defaultThreads();

/// The bytes of memory of this machine; 0 where it does not say.
uint64_t physicalMemory();

} // namespace corolint
